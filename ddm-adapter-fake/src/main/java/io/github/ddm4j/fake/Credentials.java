/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who may call: tokens, users with their passwords, access keys. Not thread-safe. */
final class Credentials {

    /** How long a token is good for. */
    static final Duration VALIDITY = Duration.ofHours(24);

    record Token(String value, String projectId, Instant issuedAt, Instant expiresAt) {
        @Override
        public String toString() {
            return "Token[***, project " + projectId + "]";
        }
    }

    record AccessKey(String id, String secret, String projectId) {
        @Override
        public String toString() {
            return "AccessKey[" + id + ", ***]";
        }
    }

    private record User(String domain, String name) {}

    private final Map<String, Token> tokens = new HashMap<>();
    private final Map<User, String> passwords = new HashMap<>();
    private final Map<String, AccessKey> accessKeys = new HashMap<>();
    private long issued;

    Token addToken(String value, String projectId, Instant now) {
        Token token = new Token(value, projectId, now, now.plus(VALIDITY));
        tokens.put(value, token);
        return token;
    }

    Token issueToken(String projectId, Instant now) {
        return addToken("token-of-the-fake-" + ++issued, projectId, now);
    }

    void revokeTokens() {
        tokens.clear();
    }

    void addUser(String domain, String name, String password) {
        passwords.put(new User(domain, name), password);
    }

    void addAccessKey(AccessKey key) {
        accessKeys.put(key.id(), key);
    }

    boolean passwordIsRight(String domain, String name, String password) {
        return password.equals(passwords.get(new User(domain, name)));
    }

    @Nullable
    AccessKey accessKey(String id) {
        return accessKeys.get(id);
    }

    /** @throws Refusal 401 if there is no such token, or it has ended */
    Token token(@Nullable String value, Instant now) {
        if (value == null || value.isEmpty()) {
            throw Refusal.unauthenticated("there is neither a token nor a signature");
        }
        Token token = tokens.get(value);
        if (token == null) {
            throw Refusal.unauthenticated("there is no such token");
        }
        if (!now.isBefore(token.expiresAt())) {
            throw Refusal.unauthenticated("the token ended at " + token.expiresAt());
        }
        return token;
    }
}
