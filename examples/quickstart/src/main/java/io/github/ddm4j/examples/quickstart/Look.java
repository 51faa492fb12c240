/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.examples.quickstart;

import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.LinkedRds;
import io.github.ddm4j.core.model.Schema;
import io.github.ddm4j.core.port.InstancePort;
import io.github.ddm4j.core.port.JobPort;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows an instance, its jobs of a day and the RDS instances linked to it. Orders nothing. */
final class Look {

    private static final Duration A_DAY = Duration.ofDays(1);

    private final Report report;

    Look(Report report) {
        this.report = report;
    }

    <A extends InstancePort & JobPort> int at(InstanceId id, A ddm) {
        try {
            InstanceSnapshot instance = ddm.instance(id);
            List<Job> jobs = ddm.jobsSince(Instant.now().minus(A_DAY)).stream()
                    .filter(job -> job.mayConcern(id))
                    .toList();
            show(instance);
            jobs.forEach(this::show);
            Optional<List<Schema>> schemas = linkedRds(id, ddm);
            facts(instance, jobs, schemas);
            return report.end(new Outcome(Outcome.DONE, "LOOKED", "nothing was changed"));
        } catch (ScaleOutException e) {
            return report.end(Outcome.of(e));
        }
    }

    /** Not every caller that may look at an instance may look at its schemas. */
    private Optional<List<Schema>> linkedRds(InstanceId id, InstancePort ddm) {
        try {
            Optional<List<Schema>> schemas = ddm.schemas(id);
            schemas.ifPresentOrElse(
                    known -> known.forEach(this::show), () -> report.line("rds       the adapter does not read them"));
            return schemas;
        } catch (ScaleOutException notRead) {
            report.line("rds       not known, because: " + notRead.getMessage());
            return Optional.empty();
        }
    }

    private void show(InstanceSnapshot instance) {
        report.line("instance  " + instance.id() + " (" + instance.name() + ") " + instance.status() + ", "
                + instance.nodeCount() + " nodes, billed " + instance.billingMode());
        instance.groups()
                .forEach(group -> report.line("group     " + group.id() + " (" + group.name() + ") " + group.nodeCount()
                        + " nodes" + (group.readOnly() ? ", read-only" : "")));
        instance.nodes().forEach(node -> report.line("node      " + node.id() + " " + node.status()));
    }

    private void show(Job job) {
        String progress = job.progress().isPresent() ? " " + job.progress().getAsInt() + " %" : "";
        report.line("job       " + job.id() + " " + job.name() + " " + job.status() + progress
                + job.createdAt().map(time -> ", since " + time).orElse("")
                + job.failReason().map(why -> ", because: " + why).orElse(""));
    }

    private void show(Schema schema) {
        schema.linkedRds()
                .forEach(rds -> report.line("rds       " + rds.id() + " (" + rds.name() + ") " + rds.status()
                        + ", schema " + schema.name()
                        + rds.error().map(what -> ", " + what).orElse("")));
    }

    private void facts(InstanceSnapshot instance, List<Job> jobs, Optional<List<Schema>> schemas) {
        report.fact("instanceId", instance.id().value());
        report.fact("instanceName", instance.name());
        report.fact("instanceStatus", instance.status().toString());
        report.fact("billingMode", instance.billingMode().toString());
        report.fact("nodes", instance.nodeCount());
        report.fact(
                "groups",
                instance.groups().stream()
                        .map(group ->
                                fields("id", group.id(), "nodes", group.nodeCount(), "readOnly", group.readOnly()))
                        .toList());
        report.fact("jobs", jobs.stream().map(Look::fields).toList());
        schemas.ifPresent(known -> report.fact(
                "linkedRds",
                known.stream()
                        .flatMap(schema -> schema.linkedRds().stream())
                        .map(Look::fields)
                        .toList()));
    }

    private static Map<String, Object> fields(Job job) {
        return fields("id", job.id(), "name", job.name(), "status", job.status(), "ended", job.ended());
    }

    private static Map<String, Object> fields(LinkedRds rds) {
        return fields("id", rds.id(), "name", rds.name(), "status", rds.status());
    }

    /** Names and values in turn; what is neither a number nor a flag becomes text. */
    private static Map<String, Object> fields(Object... namesAndValues) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            Object value = namesAndValues[i + 1];
            fields.put(
                    (String) namesAndValues[i],
                    value instanceof Number || value instanceof Boolean ? value : value.toString());
        }
        return fields;
    }
}
