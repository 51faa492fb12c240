/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.micrometer;

import io.github.ddm4j.core.flow.FlowEvent;
import io.github.ddm4j.core.flow.Submission;
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
        // At 0 from the start, as in CallMeters.
        OutcomeTags.ofSubmissions().forEach(outcome -> meters.counter("ddm.submissions", outcome.tags()));
        OutcomeTags.ofReconciliations().forEach(outcome -> timer("ddm.reconciliations", outcome));
        OutcomeTags.ofWaits().forEach(outcome -> timer("ddm.waits", outcome));
    }

    void on(FlowEvent event) {
        if (event instanceof FlowEvent.Submitted submitted) {
            submitted(submitted.submission());
        } else if (event instanceof FlowEvent.Refused refused) {
            submission(OutcomeTags.ofFailure(refused.cause()));
        } else if (event instanceof FlowEvent.GaveUp gaveUp) {
            OutcomeTags outcome = OutcomeTags.of(gaveUp.evidence().doubt());
            submission(outcome);
            reconciliation(outcome, gaveUp.evidence().observations());
        } else if (event instanceof FlowEvent.WaitSucceeded wait) {
            timer("ddm.waits", OutcomeTags.OK).record(wait.took());
        } else if (event instanceof FlowEvent.WaitFailed wait) {
            timer("ddm.waits", OutcomeTags.of(wait.cause().reason())).record(wait.took());
        }
    }

    private void submitted(Submission submission) {
        OutcomeTags outcome = OutcomeTags.ofSubmission(submission);
        submission(outcome);
        if (submission instanceof Submission.FoundApplied found) {
            reconciliation(outcome, found.observations());
        } else if (submission instanceof Submission.FoundNotApplied found) {
            reconciliation(outcome, found.observations());
        }
    }

    private void submission(OutcomeTags outcome) {
        meters.counter("ddm.submissions", outcome.tags()).increment();
    }

    private void reconciliation(OutcomeTags outcome, List<Observation> seen) {
        Duration took =
                seen.isEmpty() ? Duration.ZERO : seen.get(seen.size() - 1).lastSeen();
        timer("ddm.reconciliations", outcome).record(took);
    }

    private Timer timer(String name, OutcomeTags outcome) {
        return Timer.builder(name)
                .tags(outcome.tags())
                .serviceLevelObjectives(BUCKETS)
                .register(meters);
    }
}
