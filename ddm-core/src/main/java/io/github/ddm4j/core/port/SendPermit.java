/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.port;

import static java.util.Objects.requireNonNull;

import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.port.SendGate.Permission;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The permission of a {@link SendGate} in the hands of an adapter: {@link #ask} when the order is ready, {@link #check}
 * as the very last thing before its first byte.
 *
 * <p>Time is counted by the monotonic clock and by the wall clock, because one of them stands still while a machine is
 * suspended; whichever says first that the permission is over ends it. Belongs to one order and one thread.
 *
 * @since 0.1.0
 */
public final class SendPermit {

    private final Permission permission;
    private final LongSupplier nanoTime;
    private final InstantSource wallClock;
    private final long askedAtNanos;
    private final Instant askedAt;

    private SendPermit(
            Permission permission, LongSupplier nanoTime, InstantSource wallClock, long askedAtNanos, Instant askedAt) {
        this.permission = permission;
        this.nanoTime = nanoTime;
        this.wallClock = wallClock;
        this.askedAtNanos = askedAtNanos;
        this.askedAt = askedAt;
    }

    /**
     * Asks the gate for the permission to send one order now.
     *
     * @throws ProviderUnavailableException if the gate refuses, or throws whatever it may; nothing was sent
     */
    public static SendPermit ask(SendGate gate, InstanceId instance, ScaleOutRequest request) {
        return ask(gate, instance, request, System::nanoTime, InstantSource.system());
    }

    static SendPermit ask(
            SendGate gate,
            InstanceId instance,
            ScaleOutRequest request,
            LongSupplier nanoTime,
            InstantSource wallClock) {
        long nanos = nanoTime.getAsLong();
        Instant asked = wallClock.instant();
        Permission permission;
        try {
            permission = requireNonNull(gate.ask(instance, request), "permission");
        } catch (Throwable thrown) {
            // An Error too: nothing was sent, and that stays true whatever the gate died of.
            throw ProviderUnavailableException.notAttempted(
                    "Nothing was sent: the gate failed, " + thrown.getClass().getSimpleName(), null, thrown);
        }
        if (permission.refusal().isPresent()) {
            throw ProviderUnavailableException.notAttempted(
                    "Nothing was sent: the gate refused, "
                            + permission.refusal().get(),
                    permission.retryAfter().orElse(null));
        }
        return new SendPermit(permission, nanoTime, wallClock, nanos, asked);
    }

    /**
     * Checks that the permission still holds.
     *
     * @throws ProviderUnavailableException if it does not; the order must not be sent
     */
    public void check() {
        permission.holdsFor().ifPresent(this::check);
    }

    private void check(Duration holdsFor) {
        Duration monotonic = Duration.ofNanos(nanoTime.getAsLong() - askedAtNanos);
        Duration wall = Duration.between(askedAt, wallClock.instant());
        if (monotonic.compareTo(holdsFor) >= 0 || wall.compareTo(holdsFor) >= 0) {
            throw ProviderUnavailableException.notAttempted(
                    "Nothing was sent: the gate's permission was over after " + holdsFor.toMillis() + " ms", null);
        }
    }
}
