/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.examples.quickstart;

import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.OrderTrace;
import io.github.ddm4j.core.port.AuditPort;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Shows the last scale-outs of an instance in the provider's audit log, and which of their fields are filled: that decides
 * what a flow can make of them. Orders nothing.
 */
final class Audit {

    private static final Duration KEPT = Duration.ofDays(7);
    private static final int SHOWN = 10;

    private static final Map<String, Predicate<OrderTrace>> FIELDS = new LinkedHashMap<>();

    static {
        FIELDS.put("by whom", trace -> trace.actor().by() != OrderTrace.By.UNKNOWN);
        FIELDS.put("request", trace -> !trace.asked().equals(OrderTrace.Asked.NOTHING_TOLD));
        FIELDS.put("rating", trace -> trace.result().rating().isPresent());
        FIELDS.put("status", trace -> trace.result().status().isPresent());
        FIELDS.put(
                "job or order",
                trace -> trace.result().jobId().isPresent()
                        || trace.result().orderId().isPresent());
        FIELDS.put("request id", trace -> trace.result().requestId().isPresent());
    }

    private final Report report;

    Audit(Report report) {
        this.report = report;
    }

    int of(InstanceId id, AuditPort log) {
        try {
            List<OrderTrace> traces = log.orderTraces(id, Instant.now().minus(KEPT), Optional.empty()).traces().stream()
                    .sorted(Comparator.comparing(OrderTrace::time).reversed())
                    .limit(SHOWN)
                    .toList();
            traces.forEach(this::show);
            showFields(traces);
            report.fact("traces", traces.stream().map(Audit::fields).toList());
            return report.end(new Outcome(
                    Outcome.DONE,
                    "READ",
                    traces.isEmpty() ? "the audit log has no scale-out of this instance" : "nothing was changed"));
        } catch (ScaleOutException e) {
            return report.end(Outcome.of(e));
        }
    }

    private void show(OrderTrace trace) {
        report.line("trace     " + trace.time() + " by " + trace.actor().by()
                + trace.actor().user().map(user -> ", user " + user).orElse("")
                + (trace.asked().nodes().isPresent()
                        ? ", for " + trace.asked().nodes().getAsInt() + " nodes"
                        : "")
                + trace.result().rating().map(rating -> ", " + rating).orElse("")
                + trace.result().jobId().map(job -> ", job " + job).orElse("")
                + trace.result().orderId().map(order -> ", order " + order).orElse("")
                + trace.result().errorCode().map(code -> ", " + code).orElse(""));
    }

    private void showFields(List<OrderTrace> traces) {
        Map<String, Object> filled = new LinkedHashMap<>();
        FIELDS.forEach((name, has) -> {
            long count = traces.stream().filter(has).count();
            filled.put(name, count);
            report.line("filled    " + name + " in " + count + " of " + traces.size());
        });
        report.fact("filled", filled);
    }

    private static Map<String, Object> fields(OrderTrace trace) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", trace.id());
        fields.put("time", trace.time().toString());
        fields.put("by", trace.actor().by().toString());
        trace.asked().nodes().ifPresent(nodes -> fields.put("nodes", nodes));
        trace.result().rating().ifPresent(rating -> fields.put("rating", rating.toString()));
        trace.result().jobId().ifPresent(job -> fields.put("jobId", job.value()));
        trace.result().orderId().ifPresent(order -> fields.put("orderId", order.value()));
        trace.result().errorCode().ifPresent(code -> fields.put("errorCode", code));
        return fields;
    }
}
