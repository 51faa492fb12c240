/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.examples.quickstart;

import io.github.ddm4j.core.model.Job;
import java.io.PrintStream;

/** Shows a job's progress: one line that redraws itself on a terminal, a line for each change elsewhere. */
final class ProgressBar {

    private static final int WIDTH = 30;

    private final PrintStream out;
    private final boolean redraw;
    private String last = "";

    ProgressBar(PrintStream out, boolean redraw) {
        this.out = out;
        this.redraw = redraw;
    }

    void show(Job job) {
        int percent = job.succeeded() ? 100 : job.progress().orElse(0);
        int filled = WIDTH * percent / 100;
        String line = String.format(
                "job       [%s%s] %3d %% %s", "#".repeat(filled), "-".repeat(WIDTH - filled), percent, job.status());
        if (line.equals(last)) {
            return;
        }
        last = line;
        out.print(redraw ? "\r" + line : line + System.lineSeparator());
        if (redraw && job.ended()) {
            out.println();
        }
        out.flush();
    }
}
