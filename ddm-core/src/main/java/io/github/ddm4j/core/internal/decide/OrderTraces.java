/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.decide;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.function.Predicate.not;

import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.core.model.Baseline;
import io.github.ddm4j.core.model.BillingMode;
import io.github.ddm4j.core.model.GroupId;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.NodeGroup;
import io.github.ddm4j.core.model.OpenReceipt;
import io.github.ddm4j.core.model.OrderTrace;
import io.github.ddm4j.core.model.OrderTrace.By;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.outcome.CallFailure;
import io.github.ddm4j.core.outcome.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * The traces of an instance, seen from one order: which of them are its own, and which may be. Every field that is there has
 * to fit; one that is missing fits anything, and so a trace without ids is as good as one order, however often it is there.
 */
final class OrderTraces {

    private final Baseline baseline;
    private final AuditTerms terms;

    /** The traces that may be of the order, whoever made it and however it ended. */
    private final List<OrderTrace> possible;

    private final List<OrderTrace> others;

    OrderTraces(Baseline baseline, AuditTerms terms, List<OrderTrace> traces) {
        this.baseline = baseline;
        this.terms = terms;
        List<OrderTrace> inTime = traces.stream()
                .filter(trace -> !trace.time().isBefore(baseline.takenAt().minus(terms.clockTolerance())))
                .sorted(comparing(OrderTrace::time))
                .toList();
        this.possible = inTime.stream()
                .filter(trace -> trace.actor().by() != By.OTHERS)
                .filter(trace -> trace.instanceId().stream().allMatch(baseline.instanceId()::equals))
                .filter(trace -> asksFor(trace, baseline))
                .filter(not(this::isOfAnotherByName))
                .toList();
        this.others = inTime.stream()
                .filter(trace -> trace.actor().by() == By.OTHERS && !trace.failed())
                .filter(trace -> trace.instanceId().equals(Optional.of(baseline.instanceId())))
                .toList();
    }

    /** Returns the accepted and unfinished orders of others. */
    List<OrderTrace> others() {
        return others;
    }

    /**
     * Returns the trace by which the order was surely accepted. Where others of ours are lost as well, all have to have been
     * accepted: traces come in the order in which the orders were sent.
     */
    Optional<OrderTrace> accepted() {
        List<Baseline> lost = othersLost();
        List<OrderTrace> orders =
                orders(acceptedOnes().filter(this::canBeFoundAgain).toList());
        int earlier = (int) lost.stream()
                .filter(other -> other.takenAt().isBefore(baseline.takenAt()))
                .count();
        boolean oneAfterTheOther =
                orders.stream().map(OrderTrace::time).distinct().count() == orders.size();
        return oneAfterTheOther && orders.size() == lost.size() + 1
                ? Optional.of(orders.get(earlier))
                : Optional.empty();
    }

    /** Returns true if an order of ours was accepted that nothing else explains: this one, or another that was lost. */
    boolean oneOfOursWasAccepted() {
        return acceptedOnes().findAny().isPresent();
    }

    /** Returns true if an accepted order of ours that brought what came may be another one that was lost. */
    boolean mayBeOfAnotherLostOne(Optional<Job> came) {
        return !othersLost().isEmpty()
                && acceptedOnes().anyMatch(trace -> !differ(trace.result().jobId(), came.map(Job::id)));
    }

    private List<Baseline> othersLost() {
        return terms.lost().stream().filter(this::mayLeaveOneOfThese).toList();
    }

    private Stream<OrderTrace> acceptedOnes() {
        Instant latest = baseline.takenAt().plus(terms.sentWithin()).plus(terms.clockTolerance());
        return possible.stream()
                .filter(OrderTraces::isSurelyByUs)
                .filter(OrderTrace::accepted)
                .filter(trace -> !trace.time().isAfter(latest))
                .filter(trace -> terms.near().stream().noneMatch(other -> mayBeOf(trace, other)));
    }

    /** Returns true if no trace may be of an order that was accepted: there is none, or all were surely refused. */
    boolean noneMayBeAccepted() {
        return possible.stream().allMatch(OrderTraces::isSurelyNotApplied);
    }

    /**
     * An order that may have to be paid is told as applied by its id alone: without it nobody could see later that it still
     * waits, nor that a job is that of another order, which was paid late.
     */
    private boolean canBeFoundAgain(OrderTrace trace) {
        return baseline.instance().billingMode() == BillingMode.PAY_PER_USE
                || trace.result().orderId().isPresent();
    }

    private static boolean isSurelyByUs(OrderTrace trace) {
        return trace.actor().by().isUs() && trace.instanceId().isPresent();
    }

    /** A status alone proves nothing: the code that the log has left out may tell of a fault inside the service. */
    private static boolean isSurelyNotApplied(OrderTrace trace) {
        OptionalInt status = trace.result().status();
        Optional<String> code = trace.result().errorCode();
        if (!trace.failed() || status.isEmpty() || code.isEmpty()) {
            return false;
        }
        Verdict verdict = CallFailure.answered(status.getAsInt(), new ProviderError(code.get(), null, null), null)
                .kind()
                .order();
        return verdict != Verdict.UNKNOWN && verdict != Verdict.UNKNOWN_BY_CALLER;
    }

    private boolean isOfAnotherByName(OrderTrace trace) {
        return trace.result().jobId().stream().anyMatch(baseline.knownJobs()::contains)
                || terms.others().stream().anyMatch(other -> isOf(trace, other));
    }

    private static boolean isOf(OrderTrace trace, OpenReceipt other) {
        return same(trace.result().jobId(), other.jobId())
                || same(trace.result().orderId(), other.orderId());
    }

    private static boolean mayBeOf(OrderTrace trace, OpenReceipt other) {
        return !differ(trace.result().jobId(), other.jobId())
                && !differ(trace.result().orderId(), other.orderId())
                && trace.asked().nodes().stream().allMatch(nodes -> nodes == other.nodes())
                && !differ(trace.asked().groupId(), other.groupId());
    }

    private boolean mayLeaveOneOfThese(Baseline other) {
        return possible.stream().anyMatch(trace -> asksFor(trace, other));
    }

    private static boolean asksFor(OrderTrace trace, Baseline baseline) {
        ScaleOutRequest request = baseline.request();
        Optional<GroupId> group = baseline.targetGroup().map(NodeGroup::id);
        return !differ(trace.asked().flavorId(), Optional.of(request.flavorId()))
                && trace.asked().nodes().stream().allMatch(nodes -> nodes == request.nodesToAdd())
                && !differ(trace.asked().groupId(), group);
    }

    /** Returns one trace for each order that surely is another than the others, oldest first. */
    private static List<OrderTrace> orders(List<OrderTrace> traces) {
        Map<Object, OrderTrace> byOrder = new LinkedHashMap<>();
        Map<Object, OrderTrace> byJob = new LinkedHashMap<>();
        for (OrderTrace trace : traces) {
            trace.result().orderId().ifPresent(id -> byOrder.putIfAbsent(id, trace));
            trace.result().jobId().ifPresent(id -> byJob.putIfAbsent(id, trace));
        }
        if (!byOrder.isEmpty()) {
            return new ArrayList<>(byOrder.values());
        }
        return byJob.isEmpty()
                ? traces.stream().min(comparing(OrderTrace::time, naturalOrder())).stream()
                        .toList()
                : new ArrayList<>(byJob.values());
    }

    private static <T> boolean same(Optional<T> one, Optional<T> other) {
        return one.isPresent() && one.equals(other);
    }

    private static <T> boolean differ(Optional<T> one, Optional<T> other) {
        return one.isPresent() && other.isPresent() && !one.equals(other);
    }
}
