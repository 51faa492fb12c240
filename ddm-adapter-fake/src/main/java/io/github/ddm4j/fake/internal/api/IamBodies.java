/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.api;

import io.github.ddm4j.fake.internal.cloud.CredentialStore.Token;
import io.github.ddm4j.fake.internal.cloud.CredentialStore.User;
import io.github.ddm4j.fake.internal.cloud.Ids;
import io.github.ddm4j.fake.internal.cloud.ProjectState;
import io.github.ddm4j.fake.internal.cloud.Refusal;
import io.github.ddm4j.fake.internal.json.JsonObject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * The bodies of IAM, written from its pages.
 *
 * @see <a href="https://support.huaweicloud.com/intl/en-us/api-iam/iam_30_0001.html">Obtaining a user token</a>
 */
final class IamBodies {

    /** Times look like 2015-11-09T01:42:57.527363Z. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private IamBodies() {}

    static JsonObject token(Token token, ProjectState project, String method, List<JsonObject> catalog) {
        User user = token.user();
        JsonObject shown = new JsonObject()
                .put("issued_at", time(token.issuedAt()))
                .put("expires_at", time(token.expiresAt()))
                .put("methods", List.of(method))
                .put("catalog", catalog)
                .put("roles", List.of())
                .put("user", named(user.id(), user.name()).put("domain", domain(user)))
                .put("project", named(project.id(), project.name()).put("domain", domain(user)));
        return new JsonObject().put("token", shown);
    }

    private static JsonObject domain(User user) {
        return named(user.domainId(), user.domain());
    }

    private static JsonObject named(String id, String name) {
        return new JsonObject().put("id", id).put("name", name);
    }

    private static String time(Instant instant) {
        return TIME.format(instant);
    }

    /** DDM under the types that clients look for, with and without a version, and IAM, all at one address. */
    static List<JsonObject> catalog(String address, ProjectState project) {
        return List.of(
                service("identity", "iam", address + "/v3", project),
                service("ddm", "ddm", address, project),
                service("ddmv1", "ddmv1", address + "/v1/" + project.id(), project),
                service("ddmv2", "ddmv2", address + "/v2/" + project.id(), project),
                service("ddmv3", "ddmv3", address + "/v3/" + project.id(), project));
    }

    private static JsonObject service(String type, String name, String url, ProjectState project) {
        JsonObject endpoint = new JsonObject()
                .put("id", Ids.ofName("endpoint", type))
                .put("interface", "public")
                .put("region", project.name())
                .put("region_id", project.name())
                .put("url", url);
        return named(Ids.ofName("service", type), name).put("type", type).put("endpoints", List.of(endpoint));
    }

    static JsonObject domains(List<User> users) {
        return new JsonObject()
                .putAll("domains", users, user -> domain(user)
                        .put("enabled", true)
                        .put("description", ""))
                .put("links", new JsonObject().put("self", "/v3/auth/domains"));
    }

    static JsonObject projects(List<ProjectState> projects, User user, String address, String target) {
        JsonObject links = new JsonObject()
                .put("self", address + target)
                .put("previous", null)
                .put("next", null);
        return new JsonObject()
                .putAll("projects", projects, project -> project(project, user, address))
                .put("links", links);
    }

    private static JsonObject project(ProjectState project, User user, String address) {
        return named(project.id(), project.name())
                .put("domain_id", user.domainId())
                .put("parent_id", user.domainId())
                .put("is_domain", false)
                .put("enabled", true)
                .put("description", "")
                .put("links", new JsonObject().put("self", address + "/v3/projects/" + project.id()));
    }

    /** @throws Refusal 400 if it is not there */
    static String text(JsonObject body, String field) {
        if (body.get(field) instanceof String text) {
            return text;
        }
        throw Refusal.of(400, null, "Request body is invalid: " + field + " must be a String");
    }
}
