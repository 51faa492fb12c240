/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.examples.quickstart;

import io.github.ddm4j.core.flow.FlowEvent;
import io.github.ddm4j.core.flow.FlowListener;
import io.github.ddm4j.core.flow.Submission;
import io.github.ddm4j.core.model.Doubt;
import io.github.ddm4j.core.model.Evidence;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;

/** Follows the flow: shows its progress, and can say at any moment what is known, should the program be stopped. */
final class WhatIsKnown implements FlowListener {

    private final Report report;
    private final EvidenceFile file;
    private volatile String known = "nothing was sent";
    private volatile Optional<Evidence> evidence = Optional.empty();

    WhatIsKnown(Report report, EvidenceFile file) {
        this.report = report;
        this.file = file;
    }

    @Override
    public void on(FlowEvent event) {
        if (event instanceof FlowEvent.Sending sending) {
            known = "the request may have been applied; look at the instance, its jobs and its orders";
            evidence = Optional.of(new Evidence(sending.baseline(), Doubt.NOT_LOOKED, List.of()));
        } else if (event instanceof FlowEvent.Postponed postponed) {
            knowFor("nothing was applied");
            report.line("POSTPONED " + postponed.cause().getMessage() + "; again in "
                    + postponed.pause().toSeconds() + " s");
        } else if (event instanceof FlowEvent.AnswerLost lost) {
            report.line("LOST      " + lost.cause().getMessage());
            report.line("          Looking at the jobs and nodes to find out; nothing is sent again.");
        } else if (event instanceof FlowEvent.Submitted submitted) {
            knowFor(
                    submitted.submission() instanceof Submission.Applied applied
                            ? "it was applied; " + Outcome.watched(applied)
                            : "nothing was applied");
        } else if (event instanceof FlowEvent.JobProgressed progressed) {
            report.show(progressed.job());
        } else if (event instanceof FlowEvent.JobEnded ended) {
            report.show(ended.job());
        }
    }

    private void knowFor(String outcome) {
        known = outcome;
        evidence = Optional.empty();
    }

    /** Runs something; if the program is stopped meanwhile, by Ctrl-C for instance, the last word is what is known. */
    int sayIfInterrupted(IntSupplier work) {
        Thread lastWord = new Thread(this::sayTheLastWord);
        Runtime.getRuntime().addShutdownHook(lastWord);
        try {
            return work.getAsInt();
        } finally {
            forget(lastWord);
        }
    }

    private void sayTheLastWord() {
        report.line("");
        evidence.ifPresent(file::keep);
        report.end(new Outcome(evidence.isPresent() ? Outcome.UNKNOWN : Outcome.DONE, "STOPPED", known));
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException stopping) {
            // The hook is running: it has the last word.
        }
    }
}
