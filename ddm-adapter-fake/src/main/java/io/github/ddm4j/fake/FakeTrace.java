/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import static java.util.Objects.requireNonNull;

import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.fake.internal.audit.TraceActor;
import io.github.ddm4j.fake.internal.audit.TraceState;
import io.github.ddm4j.fake.internal.cloud.CredentialStore.User;
import io.github.ddm4j.fake.internal.cloud.Inputs;
import io.github.ddm4j.fake.internal.cloud.InstanceState;
import io.github.ddm4j.fake.internal.cloud.World;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A trace that a test adds to the {@link FakeAuditLog}, of an order that never was: somebody's on the console, one in the
 * future, one with a text that nobody would write. What is not set is missing. Immutable.
 *
 * @since 0.1.0
 */
public final class FakeTrace {

    private final Builder parts;

    private FakeTrace(Builder parts) {
        this.parts = parts;
    }

    /**
     * Starts a trace of an operation on an instance.
     *
     * @param at when it happened
     */
    public static Builder builder(InstanceId instanceId, Instant at) {
        return new Builder(instanceId, at);
    }

    /** @throws IllegalArgumentException if there is no such instance */
    TraceState state(World world, Instant now) {
        InstanceState.Base base = world.instance(parts.instanceId.value()).base();
        @Nullable String request = parts.request;
        @Nullable String response = parts.response;
        return new TraceState(
                parts.id == null ? world.newTraceId() : parts.id,
                parts.name,
                parts.failed ? TraceState.WARNING : TraceState.NORMAL,
                parts.at,
                now,
                TraceState.Resource.instance(base.projectId(), base.id(), base.name()),
                parts.actor,
                parts.code,
                () -> request,
                () -> response,
                null);
    }

    /** Names the operation and its time. */
    @Override
    public String toString() {
        return "FakeTrace[" + parts.name + " at " + parts.at + "]";
    }

    /** Collects the parts of a trace. Not thread-safe. */
    public static final class Builder {

        private final InstanceId instanceId;
        private final Instant at;
        private @Nullable String id;
        private String name = TraceState.ENLARGE_NODE;
        private boolean failed;
        private @Nullable TraceActor actor;
        private @Nullable String code;
        private @Nullable String request;
        private @Nullable String response;

        private Builder(InstanceId instanceId, Instant at) {
            this.instanceId = requireNonNull(instanceId, "instanceId");
            this.at = requireNonNull(at, "at");
        }

        /** Sets its id. Default: one like no other. */
        public Builder id(String id) {
            Inputs.requireText("id", id);
            this.id = id;
            return this;
        }

        /** Sets the operation. Default: {@code enlargeNode}. */
        public Builder name(String name) {
            Inputs.requireText("name", name);
            this.name = name;
            return this;
        }

        /** Rates it as failed. Default: as a success. */
        public Builder failed() {
            this.failed = true;
            return this;
        }

        /** Sets who did it over the API, and the access key that signed. */
        public Builder byAccessKey(String user, String accessKey) {
            this.actor =
                    new User(User.DEFAULT.domain(), user).actor(requireNonNull(accessKey, "accessKey"), "203.0.113.9");
            return this;
        }

        /** Sets who did it on the console. */
        public Builder onConsole(String user) {
            this.actor = new User(User.DEFAULT.domain(), user).onConsole("203.0.113.9");
            return this;
        }

        /** Sets the HTTP status of the answer. */
        public Builder code(int code) {
            this.code = String.valueOf(code);
            return this;
        }

        /** Sets the body of the request, any text. */
        public Builder request(String request) {
            this.request = requireNonNull(request, "request");
            return this;
        }

        /** Sets the body of the answer, any text. */
        public Builder response(String response) {
            this.response = requireNonNull(response, "response");
            return this;
        }

        /** Builds the trace. */
        public FakeTrace build() {
            Builder copy = new Builder(instanceId, at);
            copy.id = id;
            copy.name = name;
            copy.failed = failed;
            copy.actor = actor;
            copy.code = code;
            copy.request = request;
            copy.response = response;
            return new FakeTrace(copy);
        }
    }
}
