/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures calls of one subject: {@code CLASS LONGEST_WARM_UP} and then {@code NAME WORK TARGET THREADS:TIME,...} for each
 * kind of call, times in milliseconds. Warms up with all of them on all cores, for the compiler has much to do then, and is
 * measured on one. Prints what a call of each kind cost.
 */
public final class CallProcess {

    private CallProcess() {}

    private static final int WORDS = 4;

    private record Measured(String where, Cost cost) {}

    public static void main(String[] args) throws Exception {
        Duration longest = Duration.ofMillis(Long.parseLong(args[1]));
        List<Load> loads = new ArrayList<>();
        for (int i = 2; i < args.length; i += WORDS) {
            loads.add(Load.open(args[0], args[i], args[i + 1], args[i + 2], args[i + 3]));
        }
        WarmUp warmUp = new WarmUp(loads);
        warmUp.run(longest);
        OwnProcess.pin();
        warmUp.run(longest.dividedBy(4));
        OwnProcess.profile();
        // Printed at the end: the first number that Java formats makes much compiled code invalid.
        List<Measured> all = new ArrayList<>();
        for (Load load : loads) {
            for (Load.Threads threads : load.threads()) {
                all.add(new Measured(load.where(threads), Phase.run(load, threads.count(), threads.time())));
            }
        }
        all.forEach(measured -> measured.cost().print(measured.where()));
        for (Load load : loads) {
            load.subject().close();
        }
    }
}
