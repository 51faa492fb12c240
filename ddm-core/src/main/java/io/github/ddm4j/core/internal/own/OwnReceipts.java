/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.own;

import static java.util.stream.Collectors.groupingBy;

import io.github.ddm4j.core.flow.Submission;
import io.github.ddm4j.core.flow.Timekeeper;
import io.github.ddm4j.core.internal.decide.Claim;
import io.github.ddm4j.core.internal.decide.Claim.NodesCome;
import io.github.ddm4j.core.internal.decide.GoalProgress;
import io.github.ddm4j.core.model.Baseline;
import io.github.ddm4j.core.model.BillingMode;
import io.github.ddm4j.core.model.GroupId;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.OpenReceipt;
import io.github.ddm4j.core.model.OrderId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The receipts of a flow for its own scale-outs, of late. The nodes of a job or an order belong to the scale-out that
 * it was given for, and prove nothing for another one. Thread-safe.
 */
public final class OwnReceipts {

    /** Older evidence finds no jobs at the provider, and so claims none. */
    private static final Duration MEMORY = Duration.ofDays(31);

    /** Jobs that are older are no longer looked for. */
    private static final Duration LATE = Duration.ofDays(1);

    private final Timekeeper time;
    private final Duration busyAtMost;
    private final Duration lag;
    private final Set<OrderId> forgotten = new HashSet<>();
    private final Map<InstanceId, List<OwnReceipt>> receipts = new HashMap<>();

    /** Receipts for orders that were forgotten. Nothing comes of them, but their traces are nobody else's. */
    private final Map<InstanceId, List<OwnReceipt>> withoutEffect = new HashMap<>();

    private final Map<InstanceId, TreeMap<Instant, Baseline>> lost = new HashMap<>();

    /** The baselines of keys in doubt, as the journal told of them last. */
    private final Map<InstanceId, List<Baseline>> inDoubt = new HashMap<>();

    /**
     * @param busyAtMost for how long a job that nobody sees makes its instance busy
     * @param lag the time by which an instance may lag behind a job
     */
    public OwnReceipts(Timekeeper time, Duration busyAtMost, Duration lag) {
        this.time = time;
        this.busyAtMost = busyAtMost;
        this.lag = lag;
    }

    /** Remembers the job or the order that a submission has been given, or has been found to have brought about. */
    public void add(Submission.Applied submission) {
        add(submission, Duration.ZERO, receipts);
    }

    private void add(Submission.Applied submission, Duration age, Map<InstanceId, List<OwnReceipt>> to) {
        Instant old = time.now().minus(MEMORY);
        OwnReceipt receipt = new OwnReceipt(
                submission,
                time.now().minus(age),
                time.elapsed().plus(busyAtMost).minus(age));
        synchronized (this) {
            List<OwnReceipt> all = to.computeIfAbsent(submission.instanceId(), id -> new ArrayList<>());
            all.removeIf(each ->
                    each.isOf(submission.baseline()) || each.baselineTakenAt.isBefore(old) && !each.waitsToBePaid());
            all.add(receipt);
            all.sort(Comparator.comparing(each -> each.baselineTakenAt));
        }
    }

    /**
     * Takes over the receipt of another flow.
     *
     * @param age how long ago it was given
     */
    public void learn(Submission.Applied submission, Duration age) {
        boolean known = stream(submission.instanceId(), receipt -> receipt.isOf(submission.baseline()))
                .findAny()
                .isPresent();
        if (!known) {
            add(submission, age, isForgotten(submission) ? withoutEffect : receipts);
        }
    }

    /** Takes over what the journal says of the other keys of an instance that are in doubt, in place of what it said before. */
    public synchronized void learnDoubts(InstanceId instanceId, List<Baseline> baselines) {
        inDoubt.put(instanceId, List.copyOf(baselines));
    }

    private synchronized boolean isForgotten(Submission.Applied submission) {
        return submission.orderId().map(forgotten::contains).orElse(false);
    }

    /** Returns the oldest baseline of a job whose end has not been seen yet, if there is one. */
    public Optional<Instant> oldestJob(InstanceId instanceId) {
        Instant old = time.now().minus(LATE);
        return stream(instanceId, receipt -> receipt.isOpen() && receipt.jobId.isPresent())
                .map(receipt -> receipt.baselineTakenAt)
                .filter(takenAt -> takenAt.isAfter(old))
                .min(Comparator.naturalOrder());
    }

    /** Remembers that the answer to an order was lost: until its outcome is found, nodes that come may be its own. */
    public synchronized void lost(Baseline baseline) {
        lost.computeIfAbsent(baseline.instanceId(), id -> new TreeMap<>()).put(baseline.takenAt(), baseline);
    }

    /** Remembers that the outcome of a lost order has been found. */
    public synchronized void found(Baseline baseline) {
        lost.getOrDefault(baseline.instanceId(), new TreeMap<>()).remove(baseline.takenAt());
    }

    private synchronized boolean nothingLost(InstanceId instanceId) {
        return lost.getOrDefault(instanceId, new TreeMap<>()).isEmpty();
    }

    /** Returns the claims of other lost orders that nothing has been found out about yet. */
    public synchronized List<Claim> otherLost(Baseline baseline) {
        return lost.getOrDefault(baseline.instanceId(), new TreeMap<>()).values().stream()
                .filter(other -> !other.takenAt().equals(baseline.takenAt()))
                .map(other -> Claim.ofLost(other, olderOrNot(other.takenAt(), baseline)))
                .toList();
    }

    /**
     * Returns the certainty that the nodes of a scale-out without a name come. They may have come before a baseline was
     * taken, if the scale-out is older and did not wait to be paid.
     */
    static NodesCome olderOrNot(Instant takenAt, Baseline baseline) {
        boolean atOnce = baseline.instance().billingMode() == BillingMode.PAY_PER_USE;
        return atOnce && takenAt.isBefore(baseline.takenAt()) ? NodesCome.LOST : NodesCome.PERHAPS;
    }

    /** Takes in a job that somebody has read. */
    public void seen(InstanceId instanceId, Job job) {
        stream(instanceId, receipt -> receipt.isOf(job.id())).forEach(receipt -> receipt.seen(job, time.elapsed()));
    }

    /**
     * Takes in an instance that somebody has read. If it has as many nodes as all receipts for a group add up to, the
     * open ones are taken to have come.
     */
    public void seen(InstanceSnapshot instance) {
        if (!nothingLost(instance.id())) {
            return;
        }
        Map<Optional<GroupId>, List<OwnReceipt>> groups =
                stream(instance.id(), receipt -> true).collect(groupingBy(receipt -> receipt.groupId));
        groups.forEach((group, all) -> {
            List<OwnReceipt> sinceOpen =
                    all.stream().dropWhile(receipt -> !receipt.isOpen()).toList();
            if (!sinceOpen.isEmpty() && GoalProgress.isAtRest(instance, group)) {
                int nodes = sinceOpen.get(0).nodesBefore
                        + sinceOpen.stream().mapToInt(receipt -> receipt.nodes).sum();
                if (instance.nodesIn(group) >= nodes) {
                    sinceOpen.stream().filter(OwnReceipt::isOpen).forEach(receipt -> receipt.counted(time.elapsed()));
                }
            }
        });
    }

    /** Returns in words the scale-out that is under way on an instance and makes it busy for every other. */
    public Optional<String> underWay(InstanceId instanceId) {
        Duration now = time.elapsed();
        return stream(instanceId, receipt -> receipt.isUnderWay(now))
                .findFirst()
                .map(receipt -> receipt + ", which this flow was given, has not been seen to end");
    }

    /**
     * Returns in words the orders that wait to be paid; a flow that counts nodes must not count before their nodes have
     * come.
     */
    public Optional<String> toBePaid(InstanceId instanceId) {
        List<OwnReceipt> orders = stream(instanceId, OwnReceipt::waitsToBePaid).toList();
        return orders.isEmpty()
                ? Optional.empty()
                : Optional.of(orders + ", which this flow was given, may wait to be paid; see it paid, or forget it");
    }

    /** Returns the receipts whose nodes are still to come or to be counted, or whose job is still to be listed. */
    public List<OpenReceipt> open(InstanceSnapshot instance) {
        Duration since = time.elapsed().minus(lag);
        return stream(instance.id(), receipt -> receipt.mayBeCounted(since, instance) || receipt.mayBeListed(since))
                .map(OwnReceipt::open)
                .toList();
    }

    /** Returns in words the scale-out that has ended, but whose nodes the instance does not show yet. */
    public Optional<String> notCounted(InstanceSnapshot instance) {
        Duration since = time.elapsed().minus(lag);
        return stream(instance.id(), receipt -> !receipt.isOpen() && receipt.mayBeCounted(since, instance))
                .findFirst()
                .map(receipt -> receipt + ", which this flow was given, has ended, and its nodes are not shown yet");
    }

    /** Returns true if the job is one of ours. */
    public boolean isOwn(InstanceId instanceId, Job job) {
        return stream(instanceId, receipt -> receipt.isOf(job.id())).findAny().isPresent();
    }

    /**
     * Returns the claims of other scale-outs than that of a baseline that may have changed the instance since.
     *
     * @param newJobs the jobs that have been seen since
     */
    public List<Claim> besides(Baseline baseline, List<Job> newJobs) {
        List<OwnReceipt> others = stream(baseline.instanceId(), receipt -> !receipt.isOf(baseline))
                .toList();
        List<OwnReceipt> open = others.stream()
                .filter(receipt -> baseline.openReceipts().stream().anyMatch(receipt::matches))
                .toList();
        Stream<Claim> opened = baseline.openReceipts().stream().map(Claim::of);
        Stream<Claim> known = others.stream()
                .filter(receipt -> !open.contains(receipt))
                .filter(receipt -> receipt.mayHaveChangedSince(baseline)
                        || newJobs.stream().anyMatch(job -> receipt.isOf(job.id())))
                .map(receipt -> receipt.claimSince(baseline));
        return Stream.concat(opened, known).toList();
    }

    /** Returns the receipts for other scale-outs than that of a baseline, however long ago they were given. */
    public List<OpenReceipt> others(Baseline baseline) {
        return others(baseline, receipt -> true);
    }

    /**
     * Returns the receipts for other scale-outs than that of a baseline that were under way not long before it, or later.
     *
     * @param before how long before
     */
    public List<OpenReceipt> near(Baseline baseline, Duration before) {
        Instant since = baseline.takenAt().minus(before);
        Duration elapsed = time.elapsed().minus(Duration.between(since, time.now()));
        return others(baseline, receipt -> receipt.isNear(since, elapsed));
    }

    private List<OpenReceipt> others(Baseline baseline, Predicate<OwnReceipt> which) {
        Stream<OpenReceipt> given = Stream.concat(
                        stream(baseline.instanceId(), receipt -> true), withoutEffect(baseline.instanceId()))
                .filter(receipt -> !receipt.isOf(baseline)
                        && receipt.inferredSince(baseline).isEmpty()
                        && which.test(receipt))
                .map(OwnReceipt::open);
        return Stream.concat(baseline.openReceipts().stream(), given).distinct().toList();
    }

    /**
     * Returns the baselines of other orders whose outcome is not known or was inferred only since: of lost ones from not
     * long before a baseline, or later, and of keys in doubt, whose senders may wake up at any time.
     */
    public synchronized List<Baseline> lostNear(Baseline baseline, Duration before) {
        Instant since = baseline.takenAt().minus(before);
        InstanceId instance = baseline.instanceId();
        return Stream.of(
                        lost.getOrDefault(instance, new TreeMap<>()).tailMap(since, true).values().stream(),
                        inDoubt.getOrDefault(instance, List.of()).stream(),
                        receipts.getOrDefault(instance, List.of()).stream()
                                .flatMap(receipt -> receipt.inferredSince(baseline).stream()))
                .flatMap(Function.identity())
                .filter(other -> !other.takenAt().equals(baseline.takenAt()))
                .distinct()
                .toList();
    }

    /**
     * Forgets an order that will not be paid.
     *
     * @return whether it was known
     */
    public synchronized boolean forget(OrderId orderId) {
        forgotten.add(orderId);
        boolean known = false;
        for (Map.Entry<InstanceId, List<OwnReceipt>> each : receipts.entrySet()) {
            List<OwnReceipt> gone = each.getValue().stream()
                    .filter(receipt -> receipt.orderId.equals(Optional.of(orderId)))
                    .toList();
            known |= each.getValue().removeAll(gone);
            withoutEffect
                    .computeIfAbsent(each.getKey(), id -> new ArrayList<>())
                    .addAll(gone);
        }
        return known;
    }

    private synchronized Stream<OwnReceipt> withoutEffect(InstanceId instance) {
        return List.copyOf(withoutEffect.getOrDefault(instance, List.of())).stream();
    }

    private synchronized Stream<OwnReceipt> stream(InstanceId instanceId, Predicate<OwnReceipt> which) {
        return receipts.getOrDefault(instanceId, List.of()).stream().filter(which).toList().stream();
    }
}
