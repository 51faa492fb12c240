/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.text;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.github.ddm4j.core.model.AvailabilityZone;
import io.github.ddm4j.core.model.Baseline;
import io.github.ddm4j.core.model.BillingMode;
import io.github.ddm4j.core.model.Doubt;
import io.github.ddm4j.core.model.Evidence;
import io.github.ddm4j.core.model.FlavorId;
import io.github.ddm4j.core.model.GroupId;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.InstanceStatus;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.JobStatus;
import io.github.ddm4j.core.model.Node;
import io.github.ddm4j.core.model.NodeGroup;
import io.github.ddm4j.core.model.Observation;
import io.github.ddm4j.core.model.OpenReceipt;
import io.github.ddm4j.core.model.OrderId;
import io.github.ddm4j.core.model.ScaleOutRequest;
import java.time.Instant;
import java.util.Comparator;
import java.util.OptionalInt;

/** The model as fields, both ways. */
final class ModelFields {

    private ModelFields() {}

    static void write(Fields to, Evidence evidence) {
        write(to.below("baseline"), evidence.baseline());
        to.put("doubt", evidence.doubt().name());
        to.putAll("observations", evidence.observations(), ModelFields::write);
    }

    static Evidence evidence(Fields from) {
        return new Evidence(
                baseline(from.below("baseline")),
                from.word("doubt", Doubt.class, Doubt.OTHER),
                from.all("observations", ModelFields::observation));
    }

    static void write(Fields to, Baseline baseline) {
        write(to.below("request"), baseline.request());
        write(to.below("instance"), baseline.instance());
        to.put("takenAt", baseline.takenAt());
        to.put("jobsSince", baseline.jobsSince());
        to.putAll(
                "knownJobs",
                baseline.knownJobs().stream()
                        .sorted(Comparator.comparing(JobId::value))
                        .toList(),
                (fields, job) -> fields.put("id", job));
        to.putAll("openReceipts", baseline.openReceipts(), ModelFields::write);
        to.put("settled", baseline.settled());
    }

    static Baseline baseline(Fields from) {
        return new Baseline(
                request(from.below("request")),
                instance(from.below("instance")),
                from.instant("takenAt"),
                from.instant("jobsSince"),
                from.all("knownJobs", job -> job.get("id", JobId::new)).stream().collect(toUnmodifiableSet()),
                from.all("openReceipts", ModelFields::openReceipt),
                from.flag("settled"));
    }

    private static void write(Fields to, ScaleOutRequest request) {
        to.put("flavor", request.flavorId());
        to.put("nodesToAdd", request.nodesToAdd());
        to.put("group", request.groupId());
        to.put("autoPay", request.autoPay());
        to.putAll("zones", request.availabilityZones(), (fields, zone) -> fields.put("name", zone));
    }

    private static ScaleOutRequest request(Fields from) {
        return new ScaleOutRequest(
                from.get("flavor", FlavorId::new),
                from.number("nodesToAdd"),
                from.find("group", GroupId::new),
                from.flag("autoPay"),
                from.all("zones", zone -> zone.get("name", AvailabilityZone::new)));
    }

    private static void write(Fields to, InstanceSnapshot instance) {
        to.put("id", instance.id());
        to.put("name", instance.name());
        to.put("status", instance.status());
        to.put("billingMode", instance.billingMode().name());
        to.put("nodeCount", instance.nodeCount());
        to.putAll("groups", instance.groups(), ModelFields::write);
        to.putAll("nodes", instance.nodes(), ModelFields::write);
    }

    private static InstanceSnapshot instance(Fields from) {
        return new InstanceSnapshot(
                from.get("id", InstanceId::new),
                from.text("name"),
                from.get("status", InstanceStatus::new),
                // A flow concludes nothing from an absence where it does not know the billing mode.
                from.word("billingMode", BillingMode.class, BillingMode.UNKNOWN),
                from.number("nodeCount"),
                from.all("groups", ModelFields::group),
                from.all("nodes", ModelFields::node));
    }

    private static void write(Fields to, NodeGroup group) {
        to.put("id", group.id());
        to.put("name", group.name());
        to.put("readOnly", group.readOnly());
        to.put("nodeCount", group.nodeCount());
    }

    private static NodeGroup group(Fields from) {
        return new NodeGroup(
                from.get("id", GroupId::new), from.text("name"), from.flag("readOnly"), from.number("nodeCount"));
    }

    private static void write(Fields to, Node node) {
        to.put("id", node.id());
        to.put("status", node.status());
        to.put("group", node.groupId());
    }

    private static Node node(Fields from) {
        return new Node(from.text("id"), from.text("status"), from.find("group", GroupId::new));
    }

    private static void write(Fields to, OpenReceipt receipt) {
        to.put("group", receipt.groupId());
        to.put("nodes", receipt.nodes());
        to.put("job", receipt.jobId());
        to.put("order", receipt.orderId());
        to.put("ended", receipt.ended());
    }

    private static OpenReceipt openReceipt(Fields from) {
        return new OpenReceipt(
                from.find("group", GroupId::new),
                from.number("nodes"),
                from.find("job", JobId::new),
                from.find("order", OrderId::new),
                from.flag("ended"));
    }

    static void write(Fields to, Observation observation) {
        to.put("firstSeen", observation.firstSeen());
        to.put("lastSeen", observation.lastSeen());
        to.put("status", observation.status());
        to.put("nodeCount", observation.nodeCount());
        to.putAll("groups", observation.groups(), ModelFields::write);
        to.putAll("newJobs", observation.newJobs(), ModelFields::write);
        observation.auditLog().ifPresent(log -> TraceFields.write(to.below("auditLog"), log));
    }

    static Observation observation(Fields from) {
        return new Observation(
                from.duration("firstSeen"),
                from.duration("lastSeen"),
                from.get("status", InstanceStatus::new),
                from.number("nodeCount"),
                from.all("groups", ModelFields::group),
                from.all("newJobs", ModelFields::job),
                TraceFields.find(from.below("auditLog")));
    }

    static void write(Fields to, Job job) {
        to.put("id", job.id());
        to.put("name", job.name());
        to.put("status", job.status());
        job.progress().ifPresent(percent -> to.put("progress", percent));
        to.put("createdAt", job.createdAt());
        to.put("endedAt", job.endedAt());
        to.put("instance", job.instanceId());
        to.put("failReason", job.failReason());
    }

    static Job job(Fields from) {
        return new Job(
                from.get("id", JobId::new),
                from.text("name"),
                from.get("status", JobStatus::new),
                from.find("progress", Integer::valueOf).map(OptionalInt::of).orElseGet(OptionalInt::empty),
                from.find("createdAt", Instant::parse),
                from.find("endedAt", Instant::parse),
                from.find("instance", InstanceId::new),
                from.find("failReason"));
    }
}
