/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.http;

import io.github.ddm4j.feign.FeignScaleOutAdapter;
import java.io.InterruptedIOException;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;

/** Three callers for one place, two of whom are interrupted in the moment in which the third gives it back. */
public final class LeaseStorm {

    private LeaseStorm() {}

    /** How many places got lost. */
    public static int rounds(int rounds, ThreadFactory threads) throws InterruptedException {
        int lost = 0;
        for (int round = 0; round < rounds; round++) {
            Places places = new Places(1);
            CyclicBarrier moment = new CyclicBarrier(4);
            Thread[] callers = new Thread[3];
            for (int caller = 0; caller < 3; caller++) {
                long time = caller == round % 2
                        ? 30_000 + round % 50 * 1_000L
                        : Duration.ofSeconds(5).toNanos();
                callers[caller] = threads.newThread(() -> call(places, moment, time));
                callers[caller].start();
            }
            await(moment);
            callers[round % 3].interrupt();
            callers[(round + 1) % 3].interrupt();
            for (Thread caller : callers) {
                caller.join();
            }
            if (places.free() != 1) {
                lost++;
            }
        }
        return lost;
    }

    /** As a call does: whoever gets a place gives it back. */
    private static void call(Places places, CyclicBarrier moment, long time) {
        HttpExchange exchange = new HttpExchange(System.nanoTime() + time, null);
        await(moment);
        try {
            places.take(exchange);
            places.giveBack();
        } catch (InterruptedIOException cutOff) {
            // Then there is nothing to give back.
        }
    }

    private static void await(CyclicBarrier moment) {
        try {
            moment.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many connections an adapter could open now. */
    public static int freePlaces(FeignScaleOutAdapter adapter) throws ReflectiveOperationException {
        Object transport = field(FeignScaleOutAdapter.class, Transport.class).get(adapter);
        return ((Places) field(Transport.class, Places.class).get(transport)).free();
    }

    private static Field field(Class<?> owner, Class<?> type) {
        Field field = Arrays.stream(owner.getDeclaredFields())
                .filter(candidate -> candidate.getType() == type)
                .findFirst()
                .orElseThrow();
        field.setAccessible(true);
        return field;
    }

    /** A moment for what ends by itself. */
    public static void pause() {
        LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
}
