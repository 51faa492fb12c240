/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.simulation;

import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.model.Baseline;
import io.github.ddm4j.core.model.BillingMode;
import io.github.ddm4j.core.model.GroupId;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.InstanceStatus;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.NodeGroup;
import io.github.ddm4j.core.model.OrderId;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.model.ScaleOutRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A provider whose every state is known at every moment, and whose lists and instances lag behind. Orders may get lost on
 * the way there or back, linger in a gateway, or be refused where the instance is at work.
 */
final class SeededProvider {

    private static final double LONGEST_LINGER = 120;
    private static final double LONGEST_LAG = 70;

    /** What becomes of the answer to an order. */
    private enum Answer {
        COMES,
        LOST_ON_THE_WAY_THERE,
        LOST_ON_THE_WAY_BACK,
        LOST_AND_LINGERS,
        UNAVAILABLE
    }

    /**
     * An order that reached the provider.
     *
     * @param owner whose flow sent it
     * @param baseline what its flow knew before
     */
    record Order(int owner, Baseline baseline) {}

    final PassingTime time;
    final List<Work> works = new ArrayList<>();
    final List<Order> applied = new ArrayList<>();
    private final List<Runnable> unpaid = new ArrayList<>();
    private final SplittableRandom random;
    private final BillingMode billing;
    private final int groups;
    private final double listLag;
    private final double statusLag;
    private final double countLag;
    private final double slowness;
    private final double troubles;
    private final SeededAuditLog log;
    private boolean groupsReversed;

    SeededProvider(PassingTime time, SplittableRandom random, BillingMode billing, SeededAuditLog log) {
        this.time = time;
        this.log = log;
        this.random = random;
        this.billing = billing;
        this.groups = 1 + random.nextInt(2);
        boolean lags = random.nextInt(3) > 0;
        this.listLag = lags ? random.nextDouble(LONGEST_LAG) : 0;
        this.statusLag = lags ? random.nextDouble(LONGEST_LAG) : 0;
        this.countLag = lags ? random.nextDouble(LONGEST_LAG) : 0;
        this.slowness = random.nextInt(3) == 0 ? 6 : 0.3;
        this.troubles = random.nextDouble();
    }

    double now() {
        return time.elapsed().toNanos() / 1e9;
    }

    int groups() {
        return groups;
    }

    GroupId group(int number) {
        return new GroupId("group" + number);
    }

    /** A call takes its time; the provider counts it somewhere in between. */
    void pass() {
        time.run(Duration.ofNanos((long) (random.nextDouble(slowness) * 1e9)));
    }

    // What is true

    int nodes(InstanceId instance, int group, double at) {
        return 3
                + works.stream()
                        .filter(work -> work.instance().equals(instance) && work.group() == group)
                        .mapToInt(work -> work.counted(at))
                        .sum();
    }

    private boolean isAtWork(InstanceId instance) {
        return works.stream()
                .anyMatch(work -> work.changesNodes() && work.instance().equals(instance) && work.runs(now()));
    }

    /** Somebody else orders, takes away, or does something that concerns no node. */
    void othersOrder(InstanceId instance, int group, int nodes) {
        Optional<Work> work = begin(-1, instance, group, nodes);
        if (nodes > 0 && work.isPresent()) {
            log.accepted(-1, instance, group(group), nodes, work.map(Work::jobId), Optional.empty());
        } else if (nodes > 0) {
            log.refused(-1, instance, group(group), nodes);
        }
    }

    /** Begins to work, unless the instance is at work already. */
    Optional<Work> begin(int owner, InstanceId instance, int group, int nodes) {
        if (nodes != 0 && isAtWork(instance)) {
            return Optional.empty();
        }
        double lasts = 5 + random.nextDouble(random.nextInt(4) == 0 ? 1200 : 120);
        Work work = new Work(
                works.size(),
                owner,
                instance,
                group,
                nodes,
                now(),
                now() + lasts,
                random.nextInt(12) == 0,
                random.nextBoolean(),
                nodes == 0 && random.nextBoolean());
        works.add(work);
        return Optional.of(work);
    }

    void payOrders() {
        List.copyOf(unpaid).forEach(Runnable::run);
        unpaid.clear();
    }

    // Orders

    ScaleOutReceipt order(Order order) {
        Answer answer =
                random.nextDouble() < troubles ? Answer.values()[random.nextInt(Answer.values().length)] : Answer.COMES;
        return switch (answer) {
            case COMES -> {
                ScaleOutReceipt receipt = apply(order)
                        .orElseThrow(() -> new ScaleOutRejectedException(
                                RejectionReason.INSTANCE_BUSY, "at work", ProviderError.NONE));
                pass();
                yield receipt;
            }
            case LOST_ON_THE_WAY_THERE -> throw lost();
            case LOST_ON_THE_WAY_BACK -> {
                var unused = apply(order);
                pass();
                throw lost();
            }
            case LOST_AND_LINGERS -> {
                double lingers = random.nextDouble(LONGEST_LINGER);
                time.schedule(Duration.ofMillis((long) (1000 * lingers)), () -> {
                    var unused = apply(order);
                });
                throw lost();
            }
            case UNAVAILABLE ->
                throw ProviderUnavailableException.throttled(
                        "429", ProviderError.NONE, random.nextBoolean() ? Duration.ofSeconds(20) : null);
        };
    }

    private static OutcomeUnknownException lost() {
        return new OutcomeUnknownException("lost", ProviderError.NONE, null);
    }

    private Optional<ScaleOutReceipt> apply(Order order) {
        ScaleOutRequest request = order.baseline().request();
        InstanceId instance = order.baseline().instanceId();
        int group =
                request.groupId().map(id -> id.value().endsWith("1") ? 1 : 0).orElse(0);
        if (billing == BillingMode.YEARLY_MONTHLY) {
            applied.add(order);
            if (request.autoPay()) {
                var unused = begin(order.owner(), instance, group, request.nodesToAdd());
            } else {
                unpaid.add(() -> begin(order.owner(), instance, group, request.nodesToAdd()));
            }
            OrderId placed = new OrderId("order" + applied.size());
            log.accepted(
                    order.owner(), instance, group(group), request.nodesToAdd(), Optional.empty(), Optional.of(placed));
            return Optional.of(new ScaleOutReceipt.OrderPlaced(instance, Optional.empty(), placed));
        }
        Optional<Work> work = begin(order.owner(), instance, group, request.nodesToAdd());
        work.ifPresent(begun -> applied.add(order));
        if (work.isPresent()) {
            log.accepted(
                    order.owner(),
                    instance,
                    group(group),
                    request.nodesToAdd(),
                    work.map(Work::jobId),
                    Optional.empty());
        } else {
            log.refused(order.owner(), instance, group(group), request.nodesToAdd());
        }
        return work.map(
                begun -> new ScaleOutReceipt.JobStarted(instance, Optional.empty(), begun.jobId(), Optional.empty()));
    }

    // Views

    InstanceSnapshot instance(InstanceId instance) {
        double now = now();
        boolean growing = works.stream()
                .anyMatch(work -> work.nodes() > 0
                        && work.instance().equals(instance)
                        && work.hasBegun(now - statusLag)
                        && !work.isOver(now));
        List<NodeGroup> shown = new ArrayList<>();
        int total = 0;
        for (int i = 0; i < groups; i++) {
            int nodes = nodes(instance, i, now - countLag);
            total += nodes;
            shown.add(new NodeGroup(group(i), "group", i > 0, nodes));
        }
        groupsReversed = !groupsReversed;
        if (groupsReversed) {
            Collections.reverse(shown);
        }
        return new InstanceSnapshot(
                instance,
                "name",
                growing ? InstanceStatus.GROWING : InstanceStatus.RUNNING,
                billing,
                total,
                shown,
                List.of());
    }

    List<Job> jobs(Instant since) {
        double seen = now() - listLag;
        return works.stream()
                .filter(work -> work.hasBegun(seen) && !work.created().isBefore(since))
                .sorted(Comparator.comparingInt(Work::id).reversed())
                .map(work -> work.job(seen))
                .toList();
    }

    Job job(JobId id) {
        double seen = now() - listLag;
        return works.stream()
                .filter(work -> work.jobId().equals(id) && work.hasBegun(seen))
                .findFirst()
                .map(work -> work.job(seen))
                .orElseThrow(() ->
                        new ScaleOutRejectedException(RejectionReason.NOT_FOUND, "no such job", ProviderError.NONE));
    }

    /** A read that fails now and then tells nothing. */
    void failNowAndThen() {
        if (random.nextInt(200) == 0) {
            throw ProviderUnavailableException.outage("down", ProviderError.NONE, null);
        }
    }
}
