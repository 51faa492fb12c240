/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.examples.quickstart;

import io.github.ddm4j.core.flow.FlowEvent;
import io.github.ddm4j.core.flow.FlowListener;
import io.github.ddm4j.core.flow.Submission;
import java.io.PrintStream;
import java.util.function.Supplier;

/** Follows the flow: shows its progress, and can say at any moment what is known, should the program be stopped. */
final class WhatIsKnown implements FlowListener {

    private final PrintStream out;
    private final ProgressBar progress;
    private volatile String known = "nothing was sent";

    WhatIsKnown(PrintStream out, ProgressBar progress) {
        this.out = out;
        this.progress = progress;
    }

    @Override
    public void on(FlowEvent event) {
        if (event instanceof FlowEvent.Sending) {
            known = "the request may have been applied; look at the instance, its jobs and its orders";
        } else if (event instanceof FlowEvent.Postponed postponed) {
            known = "nothing was applied";
            out.println("POSTPONED " + postponed.cause().getMessage() + "; again in "
                    + postponed.pause().toSeconds() + " s");
        } else if (event instanceof FlowEvent.AnswerLost lost) {
            out.println("LOST      " + lost.cause().getMessage());
            out.println("          Looking at the jobs and nodes to find out; nothing is sent again.");
        } else if (event instanceof FlowEvent.Submitted submitted) {
            known = submitted.submission() instanceof Submission.Applied applied
                    ? "it was applied; " + Outcome.watched(applied)
                    : "nothing was applied";
        } else if (event instanceof FlowEvent.JobProgressed progressed) {
            progress.show(progressed.job());
        } else if (event instanceof FlowEvent.JobEnded ended) {
            progress.show(ended.job());
        }
    }

    /** Runs something; if the program is stopped meanwhile, by Ctrl-C for instance, the last word is what is known. */
    <T> T sayIfInterrupted(Supplier<T> work) {
        Thread lastWord = new Thread(() -> out.println(System.lineSeparator() + "STOPPED   " + known));
        Runtime.getRuntime().addShutdownHook(lastWord);
        try {
            return work.get();
        } finally {
            forget(lastWord);
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException stopping) {
            // The hook is running: it has the last word.
        }
    }
}
