/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.auth;

import static io.github.ddm4j.feign.HostileServer.reply;

import io.github.ddm4j.feign.HostileServer;
import io.github.ddm4j.feign.HostileServer.Act;
import java.time.Duration;
import java.time.Instant;

/** A user, and what IAM answers, for tests at the wire. */
final class IamWorld {

    static final String PASSWORD = "canary-pässword-\"quoted\"";
    static final IamUser USER = IamUser.of("acme", "scaler", PASSWORD);
    static final String REGION = "cn-north-4";
    static final String WRONG_PASSWORD = """
            {"error":{"code":401,"message":"The username or password is wrong.","title":"Unauthorized"}}""";

    private static final Instant ISSUED = Instant.parse("2015-11-08T01:42:57.527363Z");

    private IamWorld() {}

    static IamTokenProvider.Builder provider(HostileServer iam) {
        return IamTokenProvider.builder(iam.uri(), USER, REGION).http(http -> http.deadline(Duration.ofSeconds(5)));
    }

    /** A token for a day, by a clock of IAM's that is years behind. */
    static Act token(String value) {
        return token(value, Duration.ofHours(24));
    }

    static Act token(String value, Duration life) {
        return reply(201, body(ISSUED, ISSUED.plus(life)), "X-Subject-Token: " + value, "X-Request-Id: iam-req");
    }

    static String body(Instant issued, Instant expires) {
        return """
                {"token":{"expires_at":"%s","issued_at":"%s","methods":["password"],"catalog":[],"roles":[],
                "project":{"domain":{"id":"d1","name":"acme"},"id":"p1","name":"cn-north-4"},
                "user":{"domain":{"id":"d1","name":"acme"},"id":"u1","name":"scaler","password_expires_at":""}}}""".formatted(expires, issued);
    }
}
