/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.port;

import static java.util.Objects.requireNonNull;

import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.ScaleOutRequest;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether an order that is ready may leave. A port asks its gate once the connection stands and all headers are
 * made, before the first byte, and again before the second request after a 401. Approvals, change freezes and spend
 * limits are gates, and so is a journal that has to know of an order before the provider does.
 *
 * <p>A gate is called on the caller's thread and within the port's deadline. It is safe for use by several threads if
 * the port is used by several. What it throws refuses the order.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface SendGate {

    /** The gate that lets every order pass. */
    SendGate OPEN = (instance, request) -> Permission.granted();

    /**
     * Asks for leave to send one order now.
     *
     * @param instance the instance to scale out
     * @param request the request that is about to be sent
     * @return the permission, or why there is none
     */
    Permission ask(InstanceId instance, ScaleOutRequest request);

    /**
     * Returns the names of the order that is about to leave, which the log and the trace of a port show; empty by
     * default.
     */
    default Optional<Correlation> correlation() {
        return Optional.empty();
    }

    /**
     * Asks this gate first, and the other one only if this one grants. The permission holds for the shorter of both times,
     * each counted from before the first gate was asked.
     */
    default SendGate andThen(SendGate next) {
        return new GateChain(this, requireNonNull(next, "next"));
    }

    /** The reply of a gate. Immutable. */
    final class Permission {

        private static final Permission UNLIMITED = new Permission(null, null, null);

        private final @Nullable Duration holdsFor;
        private final @Nullable String refusal;
        private final @Nullable Duration retryAfter;

        private Permission(@Nullable Duration holdsFor, @Nullable String refusal, @Nullable Duration retryAfter) {
            this.holdsFor = holdsFor;
            this.refusal = refusal;
            this.retryAfter = retryAfter;
        }

        /** Returns a permission to send the order whenever the port gets to it. */
        public static Permission granted() {
            return UNLIMITED;
        }

        /**
         * Returns a permission to send the order until this time is over, counted from before the gate was
         * asked. A time that is zero or negative is over already.
         */
        public static Permission granted(Duration holdsFor) {
            return new Permission(requireNonNull(holdsFor, "holdsFor"), null, null);
        }

        /**
         * Returns a refusal: the order may not leave.
         *
         * @param reason the reason, as the end of a sentence; it is shown to the caller
         */
        public static Permission refused(String reason) {
            return new Permission(null, requireNonNull(reason, "reason"), null);
        }

        /**
         * Returns a refusal for now: the order may not leave yet.
         *
         * @param reason the reason, as the end of a sentence; it is shown to the caller
         * @param retryAfter the time that the caller should wait before it asks again
         */
        public static Permission refused(String reason, Duration retryAfter) {
            return new Permission(null, requireNonNull(reason, "reason"), requireNonNull(retryAfter, "retryAfter"));
        }

        /** Returns the time for which a granted permission holds; empty for one without end, and for a refusal. */
        public Optional<Duration> holdsFor() {
            return Optional.ofNullable(holdsFor);
        }

        /** Returns the reason that the order may not leave; empty if it may. */
        public Optional<String> refusal() {
            return Optional.ofNullable(refusal);
        }

        /** Returns the time to wait before asking again, if the refusal tells. */
        public Optional<Duration> retryAfter() {
            return Optional.ofNullable(retryAfter);
        }

        Permission shorter(Permission other) {
            if (holdsFor == null || other.refusal != null) {
                return other;
            }
            return other.holdsFor == null || holdsFor.compareTo(other.holdsFor) <= 0 ? this : other;
        }

        @Override
        public String toString() {
            if (refusal != null) {
                return "refused: " + refusal;
            }
            return holdsFor == null ? "granted" : "granted for " + holdsFor;
        }
    }
}
