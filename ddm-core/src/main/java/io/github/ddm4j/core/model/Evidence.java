/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.model;

import static java.util.Objects.requireNonNull;

import io.github.ddm4j.core.internal.text.Texts;
import java.util.List;
import java.util.Optional;

/**
 * All that is known of a scale-out whose answer was lost.
 *
 * @param baseline the state from before it was sent
 * @param doubt the reason that this does not decide
 * @param observations the observations since, oldest first; empty if nothing could be read
 * @since 0.1.0
 */
public record Evidence(Baseline baseline, Doubt doubt, List<Observation> observations) {

    public Evidence {
        requireNonNull(baseline, "baseline");
        requireNonNull(doubt, "doubt");
        observations = List.copyOf(observations);
    }

    /** Returns the latest observation. */
    public Optional<Observation> latest() {
        return observations.isEmpty() ? Optional.empty() : Optional.of(observations.get(observations.size() - 1));
    }

    /** Returns the jobs that may have come from the scale-out, as seen last. */
    public List<Job> newJobs() {
        return latest().map(Observation::newJobs).orElse(List.of());
    }

    /** Returns the traces of the provider's audit log that may be of the scale-out, as seen last. */
    public List<OrderTrace> traces() {
        return latest().flatMap(Observation::auditLog)
                .map(Observation.AuditLog::traces)
                .orElse(List.of());
    }

    /** Returns all that matters in one line, fit for a log. */
    public String summary() {
        InstanceSnapshot before = baseline.instance();
        int asked = baseline.request().nodesToAdd();
        String start =
                "It is unknown whether " + Texts.nodes(asked) + (asked == 1 ? " is" : " are") + " added to instance "
                        + before.id() + ": " + doubt.text() + ". Before: " + state(before.status(), before.nodeCount());
        return start + latest().map(Evidence::describe).orElse("; never seen since");
    }

    private static String describe(Observation seen) {
        List<String> jobs = seen.newJobs().stream()
                .map(job -> job.name() + " " + job.id() + " " + job.status())
                .toList();
        return "; " + seen.lastSeen().toSeconds() + " s later: " + state(seen.status(), seen.nodeCount())
                + ", new jobs: " + jobs
                + seen.auditLog().map(Evidence::describe).orElse("");
    }

    private static String describe(Observation.AuditLog log) {
        List<String> traces = log.traces().stream()
                .map(trace -> trace.time() + " by " + trace.actor().by()
                        + trace.result().jobId().map(job -> ", job " + job).orElse("")
                        + trace.result()
                                .orderId()
                                .map(order -> ", order " + order)
                                .orElse("")
                        + (trace.failed() ? ", failed" : ""))
                .toList();
        return ", orders in the audit log: " + traces;
    }

    private static String state(InstanceStatus status, int nodes) {
        return status + ", " + Texts.nodes(nodes);
    }
}
