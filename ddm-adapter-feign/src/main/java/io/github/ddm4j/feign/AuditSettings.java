/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import static java.util.Objects.requireNonNull;

import io.github.ddm4j.core.model.OrderTrace;
import io.github.ddm4j.core.validation.SettingException;
import io.github.ddm4j.core.validation.SettingException.Complaint;
import java.net.URI;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The settings of the reads of the provider's audit log, Cloud Trace Service: where it is, and by what else than its own
 * access key the adapter knows that a trace is its own. Immutable.
 *
 * <p>An adapter that signs its requests knows every access key that it has signed with since it was built: their traces
 * are {@link OrderTrace.By#OUR_KEY}. It cannot know what it signed with before, or what another replica signs with, so
 * another key says nothing, {@link OrderTrace.By#UNKNOWN}, unless {@link Builder#otherOwnKeys} says which there are. An
 * adapter with a token has no key; {@link Builder#soleUser} is all it can go by. What was done on the console is always
 * of {@link OrderTrace.By#OTHERS}.
 *
 * <p>Somebody is of {@link OrderTrace.By#OTHERS} by a key or a name only once the log has shown this adapter one of ours, so
 * that a slip in these settings makes no other of ourselves. Until then the trace is {@link OrderTrace.By#UNKNOWN}.
 *
 * @since 0.1.0
 */
public final class AuditSettings {

    private final URI endpoint;
    private final Optional<String> soleUser;
    private final Set<String> otherOwnKeys;
    private final boolean keysAreComplete;

    private AuditSettings(Builder builder) {
        endpoint = builder.endpoint;
        soleUser = builder.soleUser;
        otherOwnKeys = Set.copyOf(builder.otherOwnKeys);
        keysAreComplete = builder.keysAreComplete;
    }

    /**
     * Starts settings.
     *
     * @param endpoint scheme, host and port of CTS, such as {@code https://cts.eu-west-101.myhuaweicloud.eu}; see {@link
     *     Endpoints#ctsOfRegion}
     */
    public static Builder builder(URI endpoint) {
        return new Builder(endpoint);
    }

    /** Returns settings with nothing but the endpoint. */
    public static AuditSettings of(URI endpoint) {
        return builder(endpoint).build();
    }

    URI endpoint() {
        return endpoint;
    }

    Optional<String> soleUser() {
        return soleUser;
    }

    Set<String> otherOwnKeys() {
        return otherOwnKeys;
    }

    boolean keysAreComplete() {
        return keysAreComplete;
    }

    /** Names the endpoint and the user, but no key. */
    @Override
    public String toString() {
        return "AuditSettings[" + endpoint
                + soleUser.map(user -> ", sole user " + user).orElse("") + "]";
    }

    /** Collects settings. Not thread-safe. */
    public static final class Builder {

        private static final int LONGEST_NAME = 256;

        private final URI endpoint;
        private final Set<String> otherOwnKeys = new HashSet<>();
        private Optional<String> soleUser = Optional.empty();
        private boolean keysAreComplete;

        private Builder(URI endpoint) {
            this.endpoint = requireNonNull(endpoint, "endpoint");
        }

        /**
         * Says that an IAM user is this service's alone: that nobody else scales out with it, over the API or on the
         * console. A trace of this user is then {@link OrderTrace.By#OUR_USER}, and one of another user is of {@link
         * OrderTrace.By#OTHERS}. If others use it all the same, their orders are taken for this service's own.
         *
         * <p>Default: a user proves nothing.
         *
         * @param name the user's name, as the audit log shows it; 1 to 256 characters
         * @throws SettingException if it is blank or longer
         */
        public Builder soleUser(String name) {
            requireNonNull(name, "name");
            if (name.isBlank() || name.length() > LONGEST_NAME) {
                throw new SettingException(Complaint.of(
                        "soleUser", name, "must have 1 to " + LONGEST_NAME + " characters, not all blank"));
            }
            this.soleUser = Optional.of(name);
            return this;
        }

        /**
         * Names all access keys that this service has signed with in the last seven days, besides that of this adapter:
         * those of other replicas, and those that were renewed. A trace of any further key is then of {@link
         * OrderTrace.By#OTHERS}. Without ids: there were none.
         *
         * <p>Not for keys that renew themselves. Default: a key that this adapter has not signed with proves nothing.
         *
         * @param ids the ids of the access keys (AK), each a text of its own; one may be named twice
         * @throws SettingException if one is blank, or holds a blank or a comma; it is not in the message
         */
        public Builder otherOwnKeys(String... ids) {
            for (String id : ids) {
                // A key that no trace can name would make others of ourselves.
                if (!id.matches("[^\\s,;]+")) {
                    throw new SettingException(Complaint.of(
                            "otherOwnKeys", "***", "must be ids of access keys, each without blanks and commas"));
                }
                otherOwnKeys.add(id);
            }
            keysAreComplete = true;
            return this;
        }

        /** Returns the settings. The adapter checks the endpoint when it is built. */
        public AuditSettings build() {
            return new AuditSettings(this);
        }
    }
}
