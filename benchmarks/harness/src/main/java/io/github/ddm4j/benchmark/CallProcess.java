/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import java.net.URI;
import java.time.Duration;

/**
 * Measures calls of one subject: {@code CLASS URI THREADS:LONGEST_WARM_UP:TIME...}, times in milliseconds. Each phase
 * prints what a call cost; all phases use the same client.
 */
public final class CallProcess {

    private CallProcess() {}

    public static void main(String[] args) throws Exception {
        try (Subject subject = Subject.of(args[0])) {
            subject.open(URI.create(args[1]));
            for (int i = 2; i < args.length; i++) {
                String[] phase = args[i].split(":");
                int threads = Integer.parseInt(phase[0]);
                new Load(subject, threads, millis(phase[1]), millis(phase[2]))
                        .run()
                        .print("threads " + threads);
            }
        }
    }

    private static Duration millis(String text) {
        return Duration.ofMillis(Long.parseLong(text));
    }
}
