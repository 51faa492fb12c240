/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.cloud;

import io.github.ddm4j.fake.internal.audit.TraceActor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The credentials that are good: tokens, users with their passwords, access keys. Not thread-safe. */
public final class CredentialStore {

    /** The time for which a token is good. */
    static final Duration VALIDITY = Duration.ofHours(24);

    /** The most issued tokens that are good at a time, so that their number does not grow with the requests. */
    private static final int MAX_ISSUED = 10_000;

    /** An IAM user. */
    public record User(String domain, String name) {

        /** @throws IllegalArgumentException if one of them is blank */
        public User {
            Inputs.requireText("domain", domain);
            Inputs.requireText("name", name);
        }

        /** Tokens and keys are this user's when nobody was added. */
        public static final User DEFAULT = new User("domain-of-the-fake", "user-of-the-fake");

        static final User OTHERS = new User(DEFAULT.domain(), "somebody-else");

        public String id() {
            return Ids.ofName("user", domain + "/" + name);
        }

        public String domainId() {
            return Ids.ofName("domain", domain);
        }

        /**
         * The user as the audit log has one who calls the API.
         *
         * @param accessKeyId with which the call was signed, or null if it came with a token
         */
        public TraceActor actor(@Nullable String accessKeyId, String address) {
            return new TraceActor(TraceActor.API, id(), name, domainId(), domain, accessKeyId, address);
        }

        /** The user as the audit log has one who works on the console. */
        public TraceActor onConsole(String address) {
            return new TraceActor(TraceActor.CONSOLE, id(), name, domainId(), domain, null, address);
        }
    }

    /** A token of a user for a project. */
    public record Token(String value, String projectId, User user, Instant issuedAt, Instant expiresAt) {
        @Override
        public String toString() {
            return "Token[***, project " + projectId + "]";
        }
    }

    /**
     * A key that requests about a project are signed with.
     *
     * @param securityToken what has to come with each request, or null for a permanent key
     * @param expiresAt the end of a temporary key; {@link Instant#MAX} for a permanent one
     */
    public record AccessKey(
            String id,
            String secret,
            String projectId,
            @Nullable String securityToken,
            Instant expiresAt) {

        /** @throws IllegalArgumentException if a text could not stand in a header */
        public AccessKey {
            Inputs.requireVisible("accessKey", id);
            Inputs.requireVisible("secretKey", secret);
            if (securityToken != null) {
                Inputs.requireVisible("securityToken", securityToken);
            }
        }

        public static AccessKey permanent(String id, String secret, String projectId) {
            return new AccessKey(id, secret, projectId, null, Instant.MAX);
        }

        /** @throws Refusal 401 if the key is over, or comes with another security token than its own */
        public void check(@Nullable String given, Instant now) {
            if (securityToken == null && given != null) {
                throw Refusal.unauthenticated("a permanent access key comes without a security token");
            }
            if (securityToken != null && !securityToken.equals(given)) {
                throw Refusal.unauthenticated("the security token is not the one of the access key");
            }
            if (!now.isBefore(expiresAt)) {
                throw Refusal.unauthenticated("the access key ended at " + expiresAt);
            }
        }

        @Override
        public String toString() {
            return "AccessKey[***, project " + projectId + "]";
        }
    }

    private final Map<String, Token> tokens = new LinkedHashMap<>();
    private final Map<User, String> passwords = new LinkedHashMap<>();
    private final Map<String, AccessKey> accessKeys = new HashMap<>();
    private final Queue<String> issuedLately = new ArrayDeque<>();
    private long issued;

    /**
     * Adds a token of the first user there is.
     *
     * @throws IllegalArgumentException if it could not stand in a header
     */
    public Token addToken(String value, String projectId, Instant now) {
        Inputs.requireVisible("token", value);
        return add(value, projectId, firstUser(), now);
    }

    private Token add(String value, String projectId, User user, Instant now) {
        Token token = new Token(value, projectId, user, now, now.plus(VALIDITY));
        tokens.put(value, token);
        return token;
    }

    public Token issueToken(String projectId, User user, Instant now) {
        Token token = add("token-of-the-fake-" + ++issued, projectId, user, now);
        issuedLately.add(token.value());
        if (issuedLately.size() > MAX_ISSUED) {
            tokens.remove(issuedLately.remove());
        }
        return token;
    }

    public void revokeTokens() {
        tokens.clear();
        issuedLately.clear();
    }

    public Collection<Token> tokens() {
        return tokens.values();
    }

    /** @throws IllegalArgumentException if one of the three is blank */
    public void addUser(String domain, String name, String password) {
        User user = new User(domain, name);
        Inputs.requireText("password", password);
        passwords.put(user, password);
    }

    /** Returns the user that tokens and keys belong to when nobody says. */
    public User firstUser() {
        return passwords.keySet().stream().findFirst().orElse(User.DEFAULT);
    }

    public Collection<User> users() {
        return passwords.keySet();
    }

    public void addAccessKey(AccessKey key) {
        accessKeys.put(key.id(), key);
    }

    /** The user with this password, or null. */
    @Nullable
    User user(Predicate<User> wanted, String password) {
        return passwords.entrySet().stream()
                .filter(entry -> wanted.test(entry.getKey()) && password.equals(entry.getValue()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    @Nullable
    public AccessKey accessKey(String id) {
        return accessKeys.get(id);
    }

    /** @throws Refusal 401 if there is no such token, or it has ended */
    public Token token(@Nullable String value, Instant now) {
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
