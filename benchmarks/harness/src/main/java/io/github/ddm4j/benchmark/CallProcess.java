/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures calls of one subject: {@code CLASS URI LONGEST_WARM_UP THREADS:TIME...}, times in milliseconds. Warms up on all
 * cores, for the compiler has much to do then, and is measured on one. Prints what a call cost.
 */
public final class CallProcess {

    private CallProcess() {}

    private record Calls(int threads, Duration time) {

        static Calls parse(String text) {
            String[] parts = text.split(":");
            return new Calls(Integer.parseInt(parts[0]), millis(parts[1]));
        }
    }

    public static void main(String[] args) throws Exception {
        List<Calls> phases = new ArrayList<>();
        for (String phase : List.of(args).subList(3, args.length)) {
            phases.add(Calls.parse(phase));
        }
        try (Subject subject = Subject.of(args[0])) {
            subject.open(URI.create(args[1]));
            WarmUp warmUp =
                    new WarmUp(subject, phases.stream().map(Calls::threads).toList());
            warmUp.run(millis(args[2]));
            OwnProcess.pin();
            warmUp.run(millis(args[2]).dividedBy(4));
            OwnProcess.profile();
            // Printed at the end: the first number that Java formats makes much compiled code invalid.
            List<Cost> costs = new ArrayList<>();
            for (Calls calls : phases) {
                costs.add(Phase.run(subject, calls.threads(), calls.time()));
            }
            for (int i = 0; i < costs.size(); i++) {
                costs.get(i).print("threads " + phases.get(i).threads());
            }
        }
    }

    private static Duration millis(String text) {
        return Duration.ofMillis(Long.parseLong(text));
    }
}
