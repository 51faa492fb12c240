/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One kind of call, and how many threads make it for how long.
 *
 * @param name what its figures are called
 * @param subject who calls
 */
record Load(String name, Work work, Subject subject, List<Threads> threads) {

    /** So many threads, for so long. */
    record Threads(int count, Duration time) {}

    /** Opens what {@code NAME WORK TARGET THREADS:MILLIS,...} says. */
    static Load open(String type, String name, String work, String target, String threads)
            throws ReflectiveOperationException {
        List<Threads> all = new ArrayList<>();
        for (String one : threads.split(",")) {
            String[] parts = one.split(":");
            all.add(new Threads(Integer.parseInt(parts[0]), Duration.ofMillis(Long.parseLong(parts[1]))));
        }
        Subject subject = Subject.of(type);
        subject.open(Target.parse(target));
        return new Load(name, Work.of(work), subject, all);
    }

    void call() throws Exception {
        work.call(subject);
    }

    String where(Threads threads) {
        String many = "threads " + threads.count();
        return name.isEmpty() ? many : name + ", " + many;
    }
}
