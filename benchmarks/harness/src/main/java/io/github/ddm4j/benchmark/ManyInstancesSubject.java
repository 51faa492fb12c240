/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import java.util.concurrent.atomic.AtomicInteger;

/** Bare sockets that scale out one instance after the other, for a fake that knows how large an instance may grow. */
public final class ManyInstancesSubject extends SocketSubject {

    /** How many instances there are. */
    public static final int INSTANCES = 10_000;

    private static final int DIGITS_END = Exchange.PATH.indexOf(Exchange.INSTANCE) + "POST ".length() + 32;

    private final AtomicInteger next = new AtomicInteger();

    /** The id of one of the instances, as long as a real one. */
    public static String id(int number) {
        return String.format("%032din09", number);
    }

    @Override
    protected void prepare(byte[] request) {
        int number = Math.floorMod(next.getAndIncrement(), INSTANCES);
        for (int i = 1; i <= 32; i++) {
            request[DIGITS_END - i] = (byte) ('0' + number % 10);
            number /= 10;
        }
    }
}
