/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.examples.quickstart;

import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.core.flow.KeyStatus;
import io.github.ddm4j.core.flow.Settlement;
import io.github.ddm4j.core.model.IdempotencyKey;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.OrderId;
import io.github.ddm4j.core.model.Stamp;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the journal says of keys, and what a person says of them. Orders nothing. */
final class Keys {

    /** What a person has found out, as options. */
    static final class Finding {

        enum Word {
            APPLIED,
            NOT_APPLIED,
            ALONGSIDE
        }

        @Parameters(paramLabel = "KEY", description = "the key that is in doubt")
        String key;

        @Option(names = "--stamp", required = true, description = "its stamp, as `unsettled` shows it")
        String stamp;

        @Option(
                names = "--as",
                required = true,
                description =
                        "what you have found out: ${COMPLETION-CANDIDATES}; ALONGSIDE: nobody knows, and others go on")
        Word as;

        @Option(names = "--job", description = "with APPLIED: the job, if you know it")
        String job;

        @Option(names = "--order", description = "with APPLIED: the order, if you know it")
        String order;

        @Option(names = "--by", required = true, description = "who says so; kept in the journal")
        String by;

        @Option(names = "--why", required = true, description = "why; kept in the journal")
        String why;

        private Settlement settlement() {
            if (as != Word.APPLIED && (job != null || order != null)) {
                throw new IllegalArgumentException("--job and --order go with --as APPLIED");
            }
            return switch (as) {
                case APPLIED ->
                    new Settlement.Applied(
                            Optional.ofNullable(job).map(JobId::new),
                            Optional.ofNullable(order).map(OrderId::new));
                case NOT_APPLIED -> Settlement.notApplied();
                case ALONGSIDE -> Settlement.alongside();
            };
        }
    }

    private final Report report;

    Keys(Report report) {
        this.report = report;
    }

    int unsettled(ScaleOutFlow flow) {
        return end(() -> {
            List<KeyStatus> keys = flow.unsettled();
            keys.forEach(key -> report.line("KEY       " + key.summary()));
            report.fact("keys", keys.stream().map(Keys::fields).toList());
            return new Outcome(Outcome.DONE, "LOOKED", keys.size() + " unsettled; nothing was changed");
        });
    }

    int settle(ScaleOutFlow flow, Finding found) {
        return end(() -> {
            KeyStatus now = flow.settle(
                    new IdempotencyKey(found.key), new Stamp(found.stamp), found.settlement(), found.by, found.why);
            report.fact("key", fields(now));
            return new Outcome(Outcome.DONE, "SETTLED", now.summary());
        });
    }

    private int end(Supplier<Outcome> work) {
        try {
            return report.end(work.get());
        } catch (ScaleOutException e) {
            return report.end(Outcome.of(e));
        } catch (IllegalStateException e) {
            return report.end(new Outcome(
                    Outcome.REJECTED, "REJECTED", e.getMessage() + "\nLook at it with `unsettled` before you go on."));
        }
    }

    private static Map<String, Object> fields(KeyStatus key) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("key", key.key().value());
        fields.put("instanceId", key.instanceId().value());
        fields.put("state", key.state().name());
        fields.put("stamp", key.stamp().value());
        fields.put("ageSeconds", key.age().toSeconds());
        fields.put("nodes", key.nodes());
        key.jobId().ifPresent(job -> fields.put("jobId", job.value()));
        key.orderId().ifPresent(order -> fields.put("orderId", order.value()));
        fields.put("why", key.why());
        return fields;
    }
}
