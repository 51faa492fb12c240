/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.auth;

import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.model.ProjectId;
import io.github.ddm4j.core.validation.ScaleOutRules;
import io.github.ddm4j.core.validation.SettingException;
import io.github.ddm4j.core.validation.SettingException.Complaint;
import io.github.ddm4j.feign.auth.IamWire.Project;
import io.github.ddm4j.feign.auth.IamWire.Projects;
import io.github.ddm4j.feign.http.Transport.Attempt;
import io.github.ddm4j.feign.internal.CallFailed;
import io.github.ddm4j.feign.internal.DecodedAnswer;
import io.github.ddm4j.feign.internal.HttpCall;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Looks up projects by name. */
final class IamProjects {

    private final IamApi api;
    private final Duration time;
    private final Clock clock;

    IamProjects(IamApi api, Duration time, Clock clock) {
        this.api = api;
        this.time = time;
        this.clock = clock;
    }

    /** @throws SettingException if no project can have this name */
    static String checkName(String name) {
        if (name.isBlank() || !name.matches("[ -~]{1,64}")) {
            throw new SettingException(
                    Complaint.of("project name", name, "must have 1 to 64 visible ASCII characters"));
        }
        return name;
    }

    ProjectId only(String name) {
        List<ProjectId> found = named(checkName(name));
        if (found.isEmpty()) {
            throw rejected(RejectionReason.NOT_FOUND, "IAM shows this user no project named '" + name + "'");
        }
        if (found.size() > 1) {
            throw rejected(
                    RejectionReason.BAD_REQUEST,
                    "IAM shows this user " + found.size() + " projects named '" + name + "', so give the id: " + found);
        }
        return found.get(0);
    }

    private List<ProjectId> named(String name) {
        try (Attempt attempt = Attempt.within(time)) {
            DecodedAnswer<Projects> reply =
                    HttpCall.make(attempt, clock, call -> api.projects(percentEncoded(name), call));
            List<Project> listed = reply.body().projects();
            if (listed == null) {
                throw new CallFailed(DecodedAnswer.unusable("it holds no projects", reply.answer()));
            }
            return listed.stream()
                    .filter(project -> project != null && name.equals(project.name()))
                    .map(project -> id(project, reply))
                    .toList();
        } catch (RuntimeException failed) {
            throw IamFailures.ofRead(failed);
        }
    }

    private static String percentEncoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static ProjectId id(Project project, DecodedAnswer<Projects> reply) {
        String id = project.id();
        if (id == null || ScaleOutRules.checkId("project_id", id).isPresent()) {
            throw new CallFailed(DecodedAnswer.unusable("its id of a project cannot be one", reply.answer()));
        }
        return new ProjectId(id);
    }

    private static ScaleOutRejectedException rejected(RejectionReason reason, String message) {
        return new ScaleOutRejectedException(reason, message, ProviderError.NONE);
    }
}
