/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.submit;

import static java.util.Collections.disjoint;
import static java.util.Comparator.naturalOrder;
import static java.util.stream.Collectors.toUnmodifiableSet;

import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.flow.FlowEvent;
import io.github.ddm4j.core.flow.Timekeeper;
import io.github.ddm4j.core.internal.decide.AuditTerms;
import io.github.ddm4j.core.internal.own.OwnReceipts;
import io.github.ddm4j.core.internal.run.CallBudget;
import io.github.ddm4j.core.internal.run.Context;
import io.github.ddm4j.core.internal.run.Events;
import io.github.ddm4j.core.internal.run.FlowSettings;
import io.github.ddm4j.core.internal.run.Step;
import io.github.ddm4j.core.internal.run.Step.Stopped;
import io.github.ddm4j.core.model.Baseline;
import io.github.ddm4j.core.model.BillingMode;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.Observation.AuditLog;
import io.github.ddm4j.core.model.OrderTrace;
import io.github.ddm4j.core.model.OrderTrace.By;
import io.github.ddm4j.core.port.AuditPort;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the provider's audit log for searches, once a minute, or once in the time by which its traces are late if that is shorter. A log that cannot be read tells nothing and ends
 * nothing; one that is refused is not asked again in the same search. Thread-safe.
 */
final class AuditReader {

    /** Where traces come minutes late, asking more often would only cost calls. */
    private static final Duration EVERY = Duration.ofMinutes(1);

    /** Nobody orders for one instance so often: a log with more is not what was asked for. */
    private static final int MOST_TRACES = 2_000;

    /** The most pages of one reading: traces that are left out of a page count in no other way. */
    private static final int MOST_PAGES = 20;

    /** The most traces of a search that are kept, because they go into every evidence. */
    private static final int MOST_KEPT = 100;

    private final Optional<AuditPort> port;
    private final CallBudget budget;
    private final Timekeeper time;
    private final FlowSettings settings;
    private final Events events;
    private final OwnReceipts own;
    /** When the latest order of ours was, of those that the log has shown, for each way to pay. */
    private final Map<BillingMode, Instant> shown = new ConcurrentHashMap<>();

    private final AtomicBoolean refusalTold = new AtomicBoolean();

    AuditReader(Context context) {
        this.port = context.ports().audit();
        this.budget = context.budget();
        this.time = context.time();
        this.settings = context.settings();
        this.events = context.events();
        this.own = context.own();
    }

    /** The reads of one search. It goes from thread to thread, but is never in two. */
    static final class Turn {
        private @Nullable Duration due;
        private boolean refused;
    }

    /** Returns what has to be known to weigh the log in a search; empty if it is not read. */
    Optional<AuditTerms> terms(Inquiry inquiry) {
        if (port.isEmpty()) {
            return Optional.empty();
        }
        Duration near = settings.clockTolerance().multipliedBy(2).plus(settings.quietTime());
        return Optional.of(new AuditTerms(
                settings.traceLag(),
                settings.clockTolerance(),
                settings.sendWithin().plus(settings.quietTime()),
                own.others(inquiry.baseline()),
                own.near(inquiry.baseline(), near),
                own.lostNear(inquiry.baseline(), near)));
    }

    /** Reads the log for a search if that is due, and adds what it shows to the history. */
    Step<Boolean> read(Inquiry inquiry) {
        Turn turn = inquiry.auditTurn();
        Duration now = time.elapsed();
        if (port.isEmpty() || turn.refused || turn.due != null && now.compareTo(turn.due) < 0) {
            return Step.done(false);
        }
        turn.due = now.plus(every());
        Baseline baseline = inquiry.baseline();
        Instant kept = time.now().minus(settings.auditKeptFor());
        Instant begin = baseline.takenAt().minus(settings.clockTolerance());
        return pages(port.get(), baseline.instanceId(), kept, inquiry.end())
                .either(
                        all -> {
                            refusalTold.set(false);
                            boolean whole = !begin.isBefore(all.wholeFrom().orElse(kept));
                            Optional<Duration> readTo =
                                    whole ? Optional.of(now.minus(inquiry.start())) : Optional.empty();
                            inquiry.history().add(log(baseline, begin, kept, all.traces(), readTo));
                            return Step.done(true);
                        },
                        failed -> failed(inquiry, failed));
    }

    private Duration every() {
        return settings.traceLag().compareTo(EVERY) < 0 ? settings.traceLag() : EVERY;
    }

    private Step<Boolean> failed(Inquiry inquiry, Throwable failed) {
        if (failed instanceof Stopped) {
            return Step.failed(failed);
        }
        if (failed instanceof ScaleOutRejectedException) {
            inquiry.auditTurn().refused = true;
            if (!refusalTold.getAndSet(true)) {
                events.tell(new FlowEvent.AuditRefused(inquiry.correlation(), failed));
            }
        } else {
            events.tell(new FlowEvent.ReadFailed(Optional.of(inquiry.baseline().instanceId()), failed));
        }
        return Step.done(false);
    }

    /** Reads all pages as one. */
    private Step<AuditPort.Page> pages(AuditPort log, InstanceId instance, Instant since, Duration until) {
        List<OrderTrace> traces = new ArrayList<>();
        Set<String> markers = ConcurrentHashMap.newKeySet();
        String[] marker = {null};
        Instant[] wholeFrom = {since};
        return Step.repeat(() -> budget.book(CallBudget.AUDIT, until).then(booking -> {
            Optional<String> from = Optional.ofNullable(marker[0]);
            AuditPort.Page page = booking.use(CallBudget.AUDIT, () -> log.orderTraces(instance, since, from));
            traces.addAll(page.traces());
            page.wholeFrom().filter(wholeFrom[0]::isBefore).ifPresent(later -> wholeFrom[0] = later);
            marker[0] = page.next().orElse(null);
            if (marker[0] == null) {
                return Step.done(Optional.of(new AuditPort.Page(traces, Optional.empty(), Optional.of(wholeFrom[0]))));
            }
            if (!markers.add(marker[0])) {
                throw new IllegalStateException("A page of the audit log leads back to an earlier one");
            }
            if (markers.size() >= MOST_PAGES) {
                throw new IllegalStateException(
                        "The audit log of instance " + instance + " does not end after " + MOST_PAGES + " pages");
            }
            if (traces.size() >= MOST_TRACES) {
                throw new IllegalStateException("The audit log has more than " + MOST_TRACES + " orders of instance "
                        + instance + ", which nobody believes");
            }
            return Step.done(Optional.empty());
        }));
    }

    /** A trace out of place, of another instance or of the future, is left out, and shows that more may be missing. */
    private AuditLog log(
            Baseline baseline, Instant begin, Instant kept, List<OrderTrace> traces, Optional<Duration> readTo) {
        Instant future = time.now().plus(settings.clockTolerance());
        List<OrderTrace> inPlace = traces.stream()
                .filter(trace -> trace.instanceId().stream().allMatch(baseline.instanceId()::equals))
                .filter(trace -> !trace.time().isAfter(future))
                .toList();
        boolean whole = traces.stream().allMatch(trace -> trace.time().isBefore(begin) || inPlace.contains(trace));
        BillingMode mode = baseline.instance().billingMode();
        if (whole) {
            inPlace.stream()
                    .filter(trace -> isOurAcceptedOrder(trace, mode))
                    .map(OrderTrace::time)
                    .max(naturalOrder())
                    .ifPresent(latest -> shown.merge(mode, latest, (one, other) -> one.isAfter(other) ? one : other));
        }
        Set<Object> old = namedBefore(begin, inPlace);
        List<OrderTrace> ofLate = inPlace.stream()
                .filter(trace -> !trace.time().isBefore(begin))
                .filter(trace -> trace.actor().by() == By.OTHERS || disjoint(names(trace), old))
                .toList();
        boolean few = ofLate.size() <= MOST_KEPT;
        return new AuditLog(
                few ? ofLate : List.of(), whole && few ? readTo : Optional.empty(), hasShownOurs(mode, kept));
    }

    /**
     * Returns the jobs and orders that the log has told of before a moment, with all that later traces name beside them. An
     * order is as old as its first trace: the record of its result may come when another one has been sent since.
     */
    private static Set<Object> namedBefore(Instant begin, List<OrderTrace> traces) {
        Set<Object> old = new HashSet<>();
        boolean more = true;
        while (more) {
            more = false;
            for (OrderTrace trace : traces) {
                if (trace.time().isBefore(begin) || !disjoint(names(trace), old)) {
                    more |= old.addAll(names(trace));
                }
            }
        }
        return old;
    }

    private static Set<Object> names(OrderTrace trace) {
        return Stream.of(trace.result().jobId(), trace.result().orderId())
                .<Object>flatMap(Optional::stream)
                .collect(toUnmodifiableSet());
    }

    /** What the log has shown longer ago than it keeps traces says nothing of what it would show now. */
    private boolean hasShownOurs(BillingMode mode, Instant kept) {
        Instant latest = shown.get(mode);
        return latest != null && latest.isAfter(kept);
    }

    /**
     * Only one of its kind shows that the log has such orders: one that was placed, where orders are placed to be paid. Of
     * instances of which nobody knows how they are paid for, none shows anything of another.
     */
    private static boolean isOurAcceptedOrder(OrderTrace trace, BillingMode mode) {
        boolean ofItsKind =
                switch (mode) {
                    case PAY_PER_USE -> true;
                    case YEARLY_MONTHLY -> trace.result().orderId().isPresent();
                    case UNKNOWN -> false;
                };
        return ofItsKind && trace.actor().by().isUs() && trace.instanceId().isPresent() && trace.accepted();
    }
}
