/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A field that threads share by mistake, and that two of them surely write before one reads it.
 *
 * @param <T> what is in the field
 */
final class Meeting<T> {

    private static final long SOON_MILLIS = 200;

    private final CyclicBarrier both = new CyclicBarrier(2);
    private final AtomicReference<T> field = new AtomicReference<>();

    /** What is in the field, once another thread has written it too, if one comes soon. */
    T latest(T own) {
        field.set(own);
        if (!atOnce()) {
            return own;
        }
        try {
            both.await(SOON_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (BrokenBarrierException | TimeoutException alone) {
            both.reset();
        }
        return requireNonNull(field.get());
    }

    /** Whether this is one of the threads with which the kit calls at once. */
    static boolean atOnce() {
        return Thread.currentThread().getName().startsWith("caller-");
    }
}
