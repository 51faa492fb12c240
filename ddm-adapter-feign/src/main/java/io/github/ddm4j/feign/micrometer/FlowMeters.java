/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.micrometer;

import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.flow.FlowEvent;
import io.github.ddm4j.core.flow.ScaleOutIncompleteException;
import io.github.ddm4j.core.flow.Submission;
import io.github.ddm4j.core.model.Doubt;
import io.github.ddm4j.core.model.Observation;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;

/** Counts how submissions, reconciliations and waits end. */
final class FlowMeters {

    private static final Duration[] BUCKETS = {
        Duration.ofMinutes(1),
        Duration.ofMinutes(2),
        Duration.ofMinutes(5),
        Duration.ofMinutes(10),
        Duration.ofMinutes(20),
        Duration.ofMinutes(40),
        Duration.ofMinutes(60)
    };

    private final MeterRegistry meters;

    FlowMeters(MeterRegistry meters) {
        this.meters = meters;
        registerWhatAlertsLookFor();
    }

    /** At 0, from the start: to Prometheus the first increase of a series that was not there is none. */
    private void registerWhatAlertsLookFor() {
        for (Doubt doubt : Doubt.values()) {
            meters.counter("ddm.submissions", Ending.of(doubt).tags());
        }
        for (RejectionReason reason : RejectionReason.values()) {
            meters.counter("ddm.submissions", Ending.of(reason).tags());
        }
        for (ScaleOutIncompleteException.Reason reason : ScaleOutIncompleteException.Reason.values()) {
            timer("ddm.waits", Ending.of(reason));
        }
    }

    void on(FlowEvent event) {
        if (event instanceof FlowEvent.Submitted submitted) {
            submitted(submitted.submission());
        } else if (event instanceof FlowEvent.Refused refused) {
            submission(Ending.ofFailure(refused.cause()));
        } else if (event instanceof FlowEvent.GaveUp gaveUp) {
            Ending ending = Ending.of(gaveUp.evidence().doubt());
            submission(ending);
            reconciliation(ending, gaveUp.evidence().observations());
        } else if (event instanceof FlowEvent.WaitSucceeded wait) {
            timer("ddm.waits", Ending.OK).record(wait.took());
        } else if (event instanceof FlowEvent.WaitFailed wait) {
            timer("ddm.waits", Ending.of(wait.cause().reason())).record(wait.took());
        }
    }

    private void submitted(Submission submission) {
        Ending ending = Ending.ofSubmission(submission);
        submission(ending);
        if (submission instanceof Submission.FoundApplied found) {
            reconciliation(ending, found.observations());
        } else if (submission instanceof Submission.FoundNotApplied found) {
            reconciliation(ending, found.observations());
        }
    }

    private void submission(Ending ending) {
        meters.counter("ddm.submissions", ending.tags()).increment();
    }

    private void reconciliation(Ending ending, List<Observation> seen) {
        Duration took =
                seen.isEmpty() ? Duration.ZERO : seen.get(seen.size() - 1).lastSeen();
        timer("ddm.reconciliations", ending).record(took);
    }

    private Timer timer(String name, Ending ending) {
        return Timer.builder(name)
                .tags(ending.tags())
                .serviceLevelObjectives(BUCKETS)
                .register(meters);
    }
}
