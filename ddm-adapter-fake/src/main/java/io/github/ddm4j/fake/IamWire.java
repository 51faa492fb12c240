/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * The bodies of IAM, written from its pages.
 *
 * @see <a href="https://support.huaweicloud.com/intl/en-us/api-iam/iam_30_0001.html">Obtaining a user token</a>
 */
final class IamWire {

    /** Times look like 2015-11-09T01:42:57.527363Z. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private static final String DOMAIN = "d78cbac186b744899480f25bd022f468";

    private IamWire() {}

    static JsonObject token(Credentials.Token token, ProjectState project, String method) {
        JsonObject user =
                new JsonObject().put("id", "7116d09f88fa41908676fdd4b039e95b").put("name", "user-of-the-fake");
        JsonObject shown = new JsonObject()
                .put("issued_at", time(token.issuedAt()))
                .put("expires_at", time(token.expiresAt()))
                .put("methods", List.of(method))
                .put("catalog", List.of())
                .put("roles", List.of())
                .put("user", user)
                .put("project", new JsonObject().put("id", project.id()).put("name", project.name()));
        return new JsonObject().put("token", shown);
    }

    private static String time(Instant instant) {
        return TIME.format(instant);
    }

    static JsonObject projects(List<ProjectState> projects) {
        return new JsonObject()
                .putAll("projects", projects, IamWire::project)
                .put("links", new JsonObject().put("self", "/v3/projects"));
    }

    private static JsonObject project(ProjectState project) {
        return new JsonObject()
                .put("id", project.id())
                .put("name", project.name())
                .put("domain_id", DOMAIN)
                .put("parent_id", DOMAIN)
                .put("is_domain", false)
                .put("enabled", true)
                .put("description", "");
    }

    /** @throws Refusal 400 if it is not there */
    static String text(JsonObject body, String field) {
        if (body.get(field) instanceof String text) {
            return text;
        }
        throw Refusal.of(400, null, "Request body is invalid: " + field + " must be a String");
    }
}
