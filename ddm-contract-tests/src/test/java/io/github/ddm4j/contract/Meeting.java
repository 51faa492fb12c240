/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A field that threads share by mistake, and that all who call at once have written before one of them reads it.
 *
 * @param <T> what is in the field
 */
final class Meeting<T> {

    private final AtomicReference<T> field = new AtomicReference<>();
    private final AtomicReference<T> last = new AtomicReference<>();
    private @Nullable CyclicBarrier all;

    /** What is in the field, once each of those who call at once has written it. */
    T latest(T own) {
        field.set(own);
        if (!atOnce()) {
            return own;
        }
        try {
            barrier(callers()).await(10, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new AssertionError("not all who call at once have come: " + e, e);
        }
        return requireNonNull(last.get());
    }

    private synchronized CyclicBarrier barrier(int parties) {
        if (all == null || all.getParties() != parties) {
            all = new CyclicBarrier(parties, () -> last.set(field.get()));
        }
        return all;
    }

    /** Whether this is one of several threads with which the kit calls at once. */
    static boolean atOnce() {
        return callers() > 1;
    }

    private static int callers() {
        String name = Thread.currentThread().getName();
        return name.startsWith("caller-") ? Integer.parseInt(name.substring(name.lastIndexOf('-') + 1)) : 1;
    }
}
