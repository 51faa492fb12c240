/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** When how many requests were made. Thread-safe. */
final class Requests {

    private record Burst(Duration at, int requests) {}

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final List<Burst> bursts = new ArrayList<>();

    synchronized void add(Duration at, int requests) {
        bursts.add(new Burst(at, requests));
    }

    synchronized long total() {
        return bursts.stream().mapToLong(Burst::requests).sum();
    }

    /** The most in any minute. */
    synchronized long peak() {
        long most = 0;
        long sum = 0;
        int first = 0;
        for (Burst burst : bursts) {
            sum += burst.requests();
            while (burst.at().minus(bursts.get(first).at()).compareTo(MINUTE) >= 0) {
                sum -= bursts.get(first++).requests();
            }
            most = Math.max(most, sum);
        }
        return most;
    }
}
