/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.examples.quickstart;

import io.github.ddm4j.core.flow.FlowEvent;
import io.github.ddm4j.core.flow.FlowListener;
import io.github.ddm4j.core.flow.Submission;
import io.github.ddm4j.core.model.Doubt;
import io.github.ddm4j.core.model.Evidence;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;

/** Follows an order: shows its progress, and can say at any moment what is known, should the program be stopped. */
final class WhatIsKnown implements FlowListener {

    private static final String PERHAPS =
            "the request may have been applied; look at the instance, its jobs and its orders";

    private final Report report;
    private final EvidenceFile file;
    private volatile Outcome known;
    private volatile Optional<Evidence> evidence = Optional.empty();

    private WhatIsKnown(Report report, EvidenceFile file, int exitCode, String known) {
        this.report = report;
        this.file = file;
        knowFor(exitCode, known);
    }

    /** Follows an order that is still to be sent. */
    static WhatIsKnown beforeAnOrder(Report report, EvidenceFile file) {
        return new WhatIsKnown(report, file, Outcome.UNAVAILABLE, "nothing was sent");
    }

    /** Follows what is found out of an order that was sent earlier, and whose evidence somebody has. */
    static WhatIsKnown afterALostAnswer(Report report, EvidenceFile file, Path evidence) {
        String known = "it is still unknown whether it was applied; hand " + evidence + " to reconcile again";
        return new WhatIsKnown(report, file, Outcome.UNKNOWN, known);
    }

    @Override
    public void on(FlowEvent event) {
        if (event instanceof FlowEvent.Sending sending) {
            sending();
            evidence = Optional.of(new Evidence(sending.baseline(), Doubt.NOT_LOOKED, List.of()));
        } else if (event instanceof FlowEvent.Postponed postponed) {
            knowFor(Outcome.UNAVAILABLE, "nothing was applied");
            report.line("POSTPONED " + postponed.cause().getMessage() + "; again in "
                    + postponed.pause().toSeconds() + " s");
        } else if (event instanceof FlowEvent.Refused) {
            knowFor(Outcome.UNAVAILABLE, "nothing was applied");
        } else if (event instanceof FlowEvent.AnswerLost lost) {
            report.line("LOST      " + lost.cause().getMessage());
            report.line("          Looking at the jobs and nodes to find out; nothing is sent again.");
        } else if (event instanceof FlowEvent.Submitted submitted) {
            know(submitted.submission());
        } else if (event instanceof FlowEvent.JobProgressed progressed) {
            report.show(progressed.job());
        } else if (event instanceof FlowEvent.JobEnded ended) {
            report.show(ended.job());
        }
    }

    /** An order leaves now. */
    void sending() {
        knowFor(Outcome.UNKNOWN, PERHAPS);
    }

    private void know(Submission submission) {
        if (submission instanceof Submission.Applied applied) {
            knowFor(Outcome.INCOMPLETE, "it was applied; " + Outcome.watched(applied));
        } else {
            knowFor(Outcome.UNAVAILABLE, "nothing was applied");
        }
    }

    private void knowFor(int exitCode, String what) {
        known = new Outcome(exitCode, "STOPPED", what);
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
        report.end(known);
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException stopping) {
            // The hook is running: it has the last word.
        }
    }
}
