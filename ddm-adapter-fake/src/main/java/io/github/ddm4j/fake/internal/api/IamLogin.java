/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.api;

import io.github.ddm4j.fake.internal.cloud.CloudCore;
import io.github.ddm4j.fake.internal.cloud.CredentialStore.Token;
import io.github.ddm4j.fake.internal.cloud.CredentialStore.User;
import io.github.ddm4j.fake.internal.cloud.ProjectState;
import io.github.ddm4j.fake.internal.cloud.Refusal;
import io.github.ddm4j.fake.internal.json.JsonObject;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads who asks for a token, and for which project. */
final class IamLogin {

    private final CloudCore cloud;

    IamLogin(CloudCore cloud) {
        this.cloud = cloud;
    }

    static String method(JsonObject auth) {
        return auth.object("identity").get("methods") instanceof List<?> methods && methods.size() == 1
                ? String.valueOf(methods.get(0))
                : "other than one";
    }

    /** @throws Refusal 400 if the method is not known, 401 if the credentials are wrong */
    User user(JsonObject auth, String method) {
        JsonObject identity = auth.object("identity");
        return switch (method) {
            case "password" -> withPassword(identity.object("password").object("user"));
            case "token" ->
                token(IamBodies.text(identity.object("token"), "id")).user();
            default -> throw Refusal.of(400, null, "Request body is invalid: unknown method " + method);
        };
    }

    /** A user is named by its id, or by its name and the name or the id of its domain. */
    private User withPassword(JsonObject named) {
        User user = cloud.user(wanted(named), IamBodies.text(named, "password"));
        if (user == null) {
            throw Refusal.of(401, null, "The username or password is wrong.");
        }
        return user;
    }

    private static Predicate<User> wanted(JsonObject named) {
        if (named.has("id")) {
            String id = IamBodies.text(named, "id");
            return user -> user.id().equals(id);
        }
        String name = IamBodies.text(named, "name");
        JsonObject domain = named.object("domain");
        boolean byId = domain.has("id");
        String value = IamBodies.text(domain, byId ? "id" : "name");
        return user -> user.name().equals(name) && value.equals(byId ? user.domainId() : user.domain());
    }

    /** @throws Refusal 401 in IAM's words if there is no such token, or it has ended */
    Token token(@Nullable String value) {
        try {
            return cloud.token(value);
        } catch (Refusal refusal) {
            throw Refusal.of(401, null, "The token must be updated.");
        }
    }

    /**
     * Reads the scope, which for DDM is one project.
     *
     * @throws Refusal 400 if it is another one, 404 if there is no such project
     */
    ProjectState project(JsonObject auth) {
        JsonObject scope = auth.object("scope");
        if (!scope.has("project")) {
            String found = scope.names().isEmpty() ? "nothing" : String.join(", ", scope.names());
            throw Refusal.of(
                    400,
                    null,
                    "Request body is invalid: scope must name a project, because DDM takes no other token, but names "
                            + found);
        }
        JsonObject named = scope.object("project");
        boolean byId = named.has("id");
        String value = IamBodies.text(named, byId ? "id" : "name");
        return project(project -> value.equals(byId ? project.id() : project.name()), value);
    }

    /** @throws Refusal 404 if there is no such project */
    ProjectState project(String id) {
        return project(project -> project.id().equals(id), id);
    }

    private ProjectState project(Predicate<ProjectState> wanted, String name) {
        return cloud.projects().stream()
                .filter(wanted)
                .findFirst()
                .orElseThrow(() -> Refusal.of(404, null, "Could not find project: " + name));
    }
}
