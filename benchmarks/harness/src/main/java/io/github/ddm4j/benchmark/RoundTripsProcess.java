/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import java.net.URI;
import java.util.Arrays;

/**
 * Counts the round trips of an order over a long way: {@code CLASS} and then {@code NAME TARGET} for each way to make it.
 * A new connection is one, because TCP shakes hands; the others are the time of an order, divided by that of a round trip.
 */
public final class RoundTripsProcess {

    private static final long ONE_WAY_NANOS = 100_000_000;
    private static final int CALLS = 5;

    private RoundTripsProcess() {}

    public static void main(String[] args) throws Exception {
        for (int i = 1; i < args.length; i += 2) {
            Target target = Target.parse(args[i + 1]);
            SlowRelay relay = new SlowRelay(target.server().getPort(), ONE_WAY_NANOS);
            URI server = URI.create(target.server().getScheme() + "://127.0.0.1:" + relay.port());
            try (Subject subject = Subject.of(args[0])) {
                subject.open(new Target(server, target.fresh(), target.proxy()));
                Sample.print(args[i], "round trips of an order", "round trips", roundTrips(subject, relay));
            }
        }
        System.exit(0);
    }

    private static double roundTrips(Subject subject, SlowRelay relay) throws Exception {
        subject.order();
        long connections = relay.connections();
        long[] nanos = new long[CALLS];
        for (int i = 0; i < CALLS; i++) {
            long begun = System.nanoTime();
            subject.order();
            nanos[i] = System.nanoTime() - begun;
        }
        // The quickest: the machine may be slow, but no order takes less than its round trips.
        Arrays.sort(nanos);
        double onTheWay = (double) nanos[0] / (2 * ONE_WAY_NANOS);
        return Math.floor(onTheWay) + (double) (relay.connections() - connections) / CALLS;
    }
}
