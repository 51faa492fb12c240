/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.text;

import io.github.ddm4j.core.flow.ScaleOutGoal;
import io.github.ddm4j.core.flow.Submission;
import io.github.ddm4j.core.flow.Submission.Accepted;
import io.github.ddm4j.core.flow.Submission.FoundApplied;
import io.github.ddm4j.core.flow.Submission.FoundNotApplied;
import io.github.ddm4j.core.flow.Submission.Remembered;
import io.github.ddm4j.core.model.Baseline;
import io.github.ddm4j.core.model.GroupId;
import io.github.ddm4j.core.model.IdempotencyKey;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.OrderId;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.model.ScaleOutReceipt.JobStarted;
import io.github.ddm4j.core.model.ScaleOutReceipt.OrderPlaced;
import java.util.Optional;
import java.util.Set;

/** The values that a flow gives out, turned into fields and back. */
final class FlowFields {

    private static final String ACCEPTED = "ACCEPTED";
    private static final String FOUND_APPLIED = "FOUND_APPLIED";
    private static final String FOUND_NOT_APPLIED = "FOUND_NOT_APPLIED";
    private static final String REMEMBERED = "REMEMBERED";

    private FlowFields() {}

    static void write(Fields to, ScaleOutGoal goal) {
        to.put("instance", goal.instanceId());
        to.put("group", goal.groupId());
        to.put("nodes", goal.nodes());
        to.put("job", goal.jobId());
        to.put("jobsSince", goal.jobsSince());
        to.putAll(
                "failedBefore",
                goal.failedBefore().stream().sorted().toList(),
                (fields, node) -> fields.put("node", node));
        if (goal.onlyGroup()) {
            to.put("onlyGroup", true);
        }
    }

    static ScaleOutGoal goal(Fields from) {
        return new ScaleOutGoal(
                from.get("instance", InstanceId::new),
                from.find("group", GroupId::new),
                from.number("nodes"),
                from.find("job", JobId::new),
                from.instant("jobsSince"),
                Set.copyOf(from.all("failedBefore", fields -> fields.text("node"))),
                from.find("onlyGroup", Boolean::valueOf).orElse(false));
    }

    static void write(Fields to, Submission submission) {
        if (submission instanceof Remembered remembered) {
            write(to, remembered);
            return;
        }
        ModelFields.write(to.below("baseline"), submission.baseline());
        if (submission instanceof Accepted accepted) {
            to.put("outcome", ACCEPTED);
            write(to.below("receipt"), accepted.receipt());
        } else if (submission instanceof FoundApplied found) {
            to.put("outcome", FOUND_APPLIED);
            found.job().ifPresent(job -> ModelFields.write(to.below("job"), job));
            found.trace().ifPresent(trace -> TraceFields.write(to.below("trace"), trace));
            to.putAll("observations", found.observations(), ModelFields::write);
        } else {
            to.put("outcome", FOUND_NOT_APPLIED);
            to.putAll("observations", ((FoundNotApplied) submission).observations(), ModelFields::write);
        }
    }

    private static void write(Fields to, Remembered remembered) {
        to.put("outcome", REMEMBERED);
        to.put("key", remembered.key());
        to.put("instance", remembered.instanceId());
        to.put("job", remembered.jobId());
        to.put("order", remembered.orderId());
        to.put("kept", remembered.kept().isPresent());
        remembered.kept().ifPresent(baseline -> ModelFields.write(to.below("baseline"), baseline));
    }

    private static Remembered remembered(Fields from) {
        return new Remembered(
                from.get("key", IdempotencyKey::new),
                from.get("instance", InstanceId::new),
                from.find("job", JobId::new),
                from.find("order", OrderId::new),
                from.flag("kept") ? Optional.of(ModelFields.baseline(from.below("baseline"))) : Optional.empty());
    }

    static Submission submission(Fields from) {
        if (from.text("outcome").equals(REMEMBERED)) {
            return remembered(from);
        }
        Baseline baseline = ModelFields.baseline(from.below("baseline"));
        return switch (from.text("outcome")) {
            case ACCEPTED -> new Accepted(baseline, receipt(from.below("receipt")));
            case FOUND_APPLIED ->
                new FoundApplied(
                        baseline,
                        from.find("job.id").map(id -> ModelFields.job(from.below("job"))),
                        from.find("trace.id").map(id -> TraceFields.trace(from.below("trace"))),
                        from.all("observations", ModelFields::observation));
            case FOUND_NOT_APPLIED -> new FoundNotApplied(baseline, from.all("observations", ModelFields::observation));
            default ->
                throw new IllegalArgumentException(
                        "The text has an outcome that this version does not know; a later one has written it");
        };
    }

    private static void write(Fields to, ScaleOutReceipt receipt) {
        to.put("instance", receipt.instanceId());
        to.put("name", receipt.instanceName());
        if (receipt instanceof JobStarted started) {
            to.put("job", started.jobId());
            to.put("order", started.orderId());
        } else {
            to.put("order", ((OrderPlaced) receipt).orderId());
        }
        to.put("request", receipt.requestId());
    }

    private static ScaleOutReceipt receipt(Fields from) {
        InstanceId instance = from.get("instance", InstanceId::new);
        Optional<String> name = from.find("name");
        Optional<JobId> job = from.find("job", JobId::new);
        Optional<String> request = from.find("request");
        return job.isPresent()
                ? new JobStarted(instance, name, job.get(), from.find("order", OrderId::new), request)
                : new OrderPlaced(instance, name, from.get("order", OrderId::new), request);
    }
}
