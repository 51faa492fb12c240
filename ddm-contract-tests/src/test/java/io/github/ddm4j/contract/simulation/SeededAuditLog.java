/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.simulation;

import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.model.FlavorId;
import io.github.ddm4j.core.model.GroupId;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.OrderId;
import io.github.ddm4j.core.model.OrderTrace;
import io.github.ddm4j.core.model.OrderTrace.Actor;
import io.github.ddm4j.core.model.OrderTrace.Asked;
import io.github.ddm4j.core.model.OrderTrace.By;
import io.github.ddm4j.core.model.OrderTrace.Rating;
import io.github.ddm4j.core.model.OrderTrace.Result;
import io.github.ddm4j.core.port.AuditPort.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/**
 * The audit log of a seeded provider. How late it is, what it loses, doubles and leaves out follows from the seed, and from
 * nothing that a history without it needs. Somebody else has the same user and another access key, or the console.
 */
final class SeededAuditLog {

    /** What can be relied on. */
    enum Quality {
        /** Every order leaves a trace with all fields, within the lag that flows wait for; ours were shown before. */
        WHOLE,
        /** The same, but nothing of ours was shown before. */
        UNPROVEN,
        /** Requests or responses are missing. */
        WITHOUT_TEXTS,
        /** Traces do not say whose they are. */
        NAMELESS,
        /** Some traces come later than flows wait, some never. */
        LOSSY,
        /** It may not be read. */
        FORBIDDEN
    }

    private static final int PAGE = 2;
    private static final int LONGEST_LAG = 14 * 60;
    private static final int PROOF = -2;

    private record Entry(int owner, InstanceId instance, double shownFrom, OrderTrace trace) {}

    private final PassingTime time;
    private final SplittableRandom random;
    private final List<Entry> entries = new ArrayList<>();
    private final Quality quality;
    private final boolean withRequests;
    private final boolean withResponses;
    private final Duration skew;
    private int number;

    SeededAuditLog(PassingTime time, SplittableRandom random) {
        this.time = time;
        this.random = random;
        this.quality = random.nextInt(2) == 0 ? Quality.WHOLE : Quality.values()[random.nextInt(6)];
        boolean texts = quality != Quality.WITHOUT_TEXTS;
        this.withRequests = texts || random.nextBoolean();
        this.withResponses = texts || !withRequests && random.nextBoolean();
        this.skew = Duration.ofSeconds(random.nextInt(3) == 0 ? random.nextInt(-240, 240) : 0);
        if (quality != Quality.UNPROVEN) {
            add(
                    PROOF,
                    new InstanceId("instance0"),
                    trace(
                            "proof",
                            new InstanceId("instance0"),
                            PassingTime.START.minus(Duration.ofDays(2)),
                            Asked.NOTHING_TOLD,
                            proof()),
                    -1e6);
            add(
                    PROOF,
                    new InstanceId("instance1"),
                    trace(
                            "proof1",
                            new InstanceId("instance1"),
                            PassingTime.START.minus(Duration.ofDays(2)),
                            Asked.NOTHING_TOLD,
                            proof()),
                    -1e6);
        }
    }

    Quality quality() {
        return quality;
    }

    /** An order was accepted. */
    void accepted(
            int owner, InstanceId instance, GroupId group, int nodes, Optional<JobId> job, Optional<OrderId> order) {
        record(owner, instance, group, nodes, accepted(job, order), true);
    }

    /** An order was refused. */
    void refused(int owner, InstanceId instance, GroupId group, int nodes) {
        Result refused = new Result(
                Optional.of(Rating.WARNING),
                OptionalInt.of(409),
                Optional.empty(),
                Optional.empty(),
                withResponses ? Optional.of("DBS.200019") : Optional.empty(),
                Optional.empty());
        record(owner, instance, group, nodes, refused, false);
    }

    private Result accepted(Optional<JobId> job, Optional<OrderId> order) {
        return new Result(
                Optional.of(Rating.NORMAL),
                OptionalInt.of(200),
                withResponses ? job : Optional.empty(),
                withResponses ? order : Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private void record(int owner, InstanceId instance, GroupId group, int nodes, Result result, boolean mayBePair) {
        if (quality == Quality.LOSSY && random.nextInt(4) == 0) {
            return;
        }
        Asked asked = withRequests
                ? new Asked(Optional.of(new FlavorId("flavor")), OptionalInt.of(nodes), Optional.of(group))
                : Asked.NOTHING_TOLD;
        Instant at = time.now().plus(skew);
        OrderTrace trace = trace("trace" + number++, instance, at, asked, result);
        add(owner, instance, trace, now() + lag());
        if (random.nextInt(10) == 0) {
            add(owner, instance, trace, now() + lag());
        }
        if (mayBePair && random.nextInt(4) == 0) {
            double later = 60 + random.nextInt(300);
            OrderTrace end = trace("trace" + number++, instance, at.plusSeconds((long) later), asked, result);
            add(owner, instance, end, now() + later + lag());
        }
    }

    /** An order that was placed, paid and carried out: it shows that the log has orders of either kind. */
    private Result proof() {
        return accepted(Optional.of(new JobId("proof-job")), Optional.of(new OrderId("proof-order")));
    }

    private void add(int owner, InstanceId instance, OrderTrace trace, double shownFrom) {
        entries.add(new Entry(owner, instance, shownFrom, trace));
    }

    private OrderTrace trace(String id, InstanceId instance, Instant at, Asked asked, Result result) {
        return new OrderTrace(
                id,
                OrderTrace.ENLARGE_NODE,
                at,
                Optional.empty(),
                Optional.of(instance),
                new Actor(By.UNKNOWN, Optional.of("user"), Optional.empty(), Optional.empty()),
                asked,
                result);
    }

    private double lag() {
        if (quality == Quality.LOSSY && random.nextInt(4) == 0) {
            return random.nextInt(4) * 1800;
        }
        return random.nextInt(random.nextInt(4) == 0 ? LONGEST_LAG : 120);
    }

    private double now() {
        return time.elapsed().toNanos() / 1e9;
    }

    /** What the log shows to a flow, which knows its own access key. */
    Page page(int flow, InstanceId instance, Instant since, Optional<String> marker) {
        if (quality == Quality.FORBIDDEN) {
            throw new ScaleOutRejectedException(RejectionReason.ACCESS, "403", ProviderError.NONE);
        }
        Instant kept = time.now().minus(Duration.ofDays(7));
        List<OrderTrace> shown = entries.stream()
                .filter(entry -> entry.instance.equals(instance) && entry.shownFrom <= now())
                .filter(entry -> !entry.trace.time().isBefore(since)
                        && !entry.trace.time().isBefore(kept))
                .sorted(Comparator.comparing((Entry entry) -> entry.trace.time())
                        .reversed())
                .map(entry -> seenBy(flow, entry))
                .toList();
        int from = Math.min(marker.map(Integer::parseInt).orElse(0), shown.size());
        int to = Math.min(from + PAGE, shown.size());
        return new Page(
                shown.subList(from, to), to < shown.size() ? Optional.of(String.valueOf(to)) : Optional.empty());
    }

    private OrderTrace seenBy(int flow, Entry entry) {
        OrderTrace trace = entry.trace;
        boolean ours = entry.owner == flow || entry.owner == PROOF;
        By by = quality == Quality.NAMELESS ? By.UNKNOWN : ours ? By.OUR_KEY : By.OTHERS;
        return new OrderTrace(
                trace.id(),
                trace.name(),
                trace.time(),
                trace.recordedAt(),
                trace.instanceId(),
                new Actor(by, trace.actor().user(), Optional.empty(), Optional.empty()),
                trace.asked(),
                trace.result());
    }
}
