/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Bare sockets that scale out one instance until it is full, then the next: the fake knows how large one may grow. The
 * property {@code benchmark.first} says with which one to begin, for one that was filled by another process stays full.
 */
public final class ManyInstancesSubject extends SocketSubject {

    /** How many nodes fit into each instance. */
    public static final int ROOM = 30;

    /** How many instances there are. */
    public static final int INSTANCES = 250_000;

    private static final int DIGITS_END = Exchange.PATH.indexOf(Exchange.INSTANCE) + "POST ".length() + 32;

    private final AtomicInteger next = new AtomicInteger(Integer.getInteger("benchmark.first", 0) * ROOM);

    /** The id of one of the instances, as long as a real one. */
    public static String id(int number) {
        return String.format("%032din09", number);
    }

    @Override
    protected void prepare(byte[] request) {
        int number = next.getAndIncrement() / ROOM % INSTANCES;
        for (int i = 1; i <= 32; i++) {
            request[DIGITS_END - i] = (byte) ('0' + number % 10);
            number /= 10;
        }
    }
}
