/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;

/** Moves this process, warm by now, to the one core that it is measured on. */
final class Pin {

    /** The number of that core; not set where processes cannot be pinned. */
    private static final String CORE = "benchmark.core";

    private Pin() {}

    static void toCore() throws IOException, InterruptedException {
        String core = System.getProperty(CORE);
        if (core != null) {
            String process = Long.toString(ProcessHandle.current().pid());
            Process pin = new ProcessBuilder("taskset", "-a", "-c", "-p", core, process)
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.INHERIT)
                    .start();
            if (pin.waitFor() != 0) {
                throw new IllegalStateException("not pinned to core " + core);
            }
        }
    }
}
