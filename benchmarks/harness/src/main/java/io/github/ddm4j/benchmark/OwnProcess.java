/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;

/** What is done to this process from outside when it is warm, if who started it has set the property for it. */
final class OwnProcess {

    private static final String PID = Long.toString(ProcessHandle.current().pid());

    private OwnProcess() {}

    /** Moves it to the one core that it is measured on. */
    static void pin() throws IOException, InterruptedException {
        String core = System.getProperty("benchmark.core");
        if (core != null) {
            run(List.of("taskset", "-a", "-c", "-p", core, PID));
        }
    }

    /** Lets a profiler's agent in; the property holds its path and its options. */
    static void profile() throws IOException, InterruptedException {
        String agent = System.getProperty("benchmark.agent");
        if (agent != null) {
            String[] parts = agent.split("=", 2);
            String jcmd =
                    Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
            run(List.of(jcmd, PID, "JVMTI.agent_load", parts[0], '"' + parts[1] + '"'));
        }
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.INHERIT)
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("failed: " + command);
        }
    }
}
