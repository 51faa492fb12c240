/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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

    private IamWire() {}

    static ObjectNode token(Credentials.Token token, ProjectState project, String method) {
        ObjectNode body = Json.object();
        ObjectNode shown = body.putObject("token")
                .put("issued_at", time(token.issuedAt()))
                .put("expires_at", time(token.expiresAt()));
        shown.putArray("methods").add(method);
        shown.putArray("catalog");
        shown.putArray("roles");
        shown.putObject("user").put("id", "7116d09f88fa41908676fdd4b039e95b").put("name", "user-of-the-fake");
        shown.putObject("project").put("id", project.id()).put("name", project.name());
        return body;
    }

    private static String time(Instant instant) {
        return TIME.format(instant);
    }

    static ObjectNode projects(List<ProjectState> projects) {
        ObjectNode body = Json.object();
        ArrayNode list = body.putArray("projects");
        for (ProjectState project : projects) {
            list.addObject()
                    .put("id", project.id())
                    .put("name", project.name())
                    .put("domain_id", "d78cbac186b744899480f25bd022f468")
                    .put("parent_id", "d78cbac186b744899480f25bd022f468")
                    .put("is_domain", false)
                    .put("enabled", true)
                    .put("description", "");
        }
        body.putObject("links").put("self", "/v3/projects");
        return body;
    }

    /** @throws Refusal 400 if it is not there */
    static String text(JsonNode body, String pointer) {
        JsonNode value = body.at(pointer);
        if (!value.isTextual()) {
            throw Refusal.of(400, null, "Request body is invalid: " + pointer + " must be a String");
        }
        return value.textValue();
    }
}
