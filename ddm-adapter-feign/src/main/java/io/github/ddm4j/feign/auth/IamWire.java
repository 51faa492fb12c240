/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.auth;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * JSON of IAM, by its own names.
 *
 * @see <a href="https://support.huaweicloud.com/intl/en-us/api-iam/iam_30_0001.html">Obtaining a user token</a>
 * @see <a href="https://support.huaweicloud.com/intl/en-us/api-iam/iam_06_0001.html">Querying projects</a>
 */
final class IamWire {

    private IamWire() {}

    record TokenRequest(Auth auth) {

        static TokenRequest of(IamUser user, Project scope) {
            User who = new User(user.name(), user.password(), new Domain(user.domain()));
            return new TokenRequest(new Auth(new Identity(List.of("password"), new Password(who)), new Scope(scope)));
        }
    }

    record Auth(Identity identity, Scope scope) {}

    record Identity(List<String> methods, Password password) {}

    record Password(User user) {}

    record User(String name, String password, Domain domain) {

        @Override
        public String toString() {
            return "User[***]";
        }
    }

    record Domain(String name) {}

    record Scope(Project project) {}

    /** A project: by id or by name in a request, with both in an answer. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Project(@Nullable String id, @Nullable String name) {}

    record TokenReply(@Nullable Token token) {}

    record Token(
            @JsonProperty("expires_at") @Nullable String expiresAt,
            @JsonProperty("issued_at") @Nullable String issuedAt) {}

    record Projects(@Nullable List<Project> projects) {}
}
