/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.simulation;

import io.github.ddm4j.contract.simulation.SeededAuditLog.Quality;
import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.ScaleOutFlowBuilder;
import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.core.flow.Ensured;
import io.github.ddm4j.core.flow.FlowEvent;
import io.github.ddm4j.core.flow.Precondition;
import io.github.ddm4j.core.flow.Submission;
import io.github.ddm4j.core.flow.UnresolvedSubmissionException;
import io.github.ddm4j.core.model.Baseline;
import io.github.ddm4j.core.model.BillingMode;
import io.github.ddm4j.core.model.Evidence;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.NodeTarget;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.text.StoredForm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * One history: one or two flows submit, are cancelled, find out, make sure, are started anew; others work on the same
 * instances, or on none of theirs; answers get lost and views lag. Everything follows from the seed. In the end the provider
 * tells what is true, and what the flows said is held against it.
 */
final class SeededHistory {

    private final long seed;
    private final boolean audit;
    private final SeededAuditLog auditLog;
    private final Duration quietTime;
    private final Consumer<String> log;
    private final SplittableRandom random;
    private final PassingTime time = new PassingTime();
    private final SeededProvider provider;
    private final BillingMode billing;
    private final int limit;
    private final List<Said> said = new ArrayList<>();
    private final List<Evidence> doubts = new ArrayList<>();
    private final List<CompletableFuture<Submission>> running = new ArrayList<>();
    private final List<SeededPorts> ports = new ArrayList<>();
    private final Set<Integer> restarted = new HashSet<>();
    private final Map<String, Long> counts = new TreeMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private final boolean othersWork;
    private final int flows;
    private final boolean longAgo;

    /** What a history must not show. */
    enum Fault {
        UNTRUE("untrue"),
        UNKNOWN("unknown, nothing else happened"),
        OVER_BUDGET("minutes over the budget"),
        BROKEN("broken");

        final String text;

        Fault(String text) {
            this.text = text;
        }
    }

    record Finding(Fault fault, String text) {}

    /** What a flow said of a submission. */
    private record Said(int flow, Baseline baseline, String answer, boolean applied, boolean notApplied, String job) {}

    private SeededHistory(long seed, boolean audit, Duration quietTime, Consumer<String> log) {
        this.seed = seed;
        this.audit = audit;
        // Of its own, so that a history is the same with and without the log.
        this.auditLog = new SeededAuditLog(time, new SplittableRandom(seed * 7_919L + 5));
        this.quietTime = quietTime;
        this.log = log;
        this.random = new SplittableRandom(seed * 2_654_435_761L + 17);
        this.billing = random.nextInt(6) == 0 ? BillingMode.YEARLY_MONTHLY : BillingMode.PAY_PER_USE;
        this.limit = random.nextInt(4) == 0 ? 12 + random.nextInt(12) : 60;
        this.provider = new SeededProvider(time, random.split(), billing, auditLog);
        this.flows = random.nextInt(4) == 0 ? 2 : 1;
        this.othersWork = random.nextInt(3) == 0;
        this.longAgo = random.nextInt(40) == 0;
    }

    /** Plays the history of a seed, and returns what is wrong with it, and what was counted. */
    static SeededHistory play(long seed) {
        return play(seed, false);
    }

    /** @param audit whether the flows read the audit log */
    static SeededHistory play(long seed, boolean audit) {
        return play(seed, audit, Duration.ofMinutes(5), step -> {});
    }

    /**
     * Plays the history of a seed, and tells every step.
     *
     * @param quietTime of the flows; what they say is true only if orders and views are never as late as that
     */
    static SeededHistory play(long seed, boolean audit, Duration quietTime, Consumer<String> log) {
        SeededHistory history = new SeededHistory(seed, audit, quietTime, log);
        try {
            history.play();
        } catch (RuntimeException | Error bug) {
            history.wrong(
                    Fault.BROKEN, bug + " at " + List.of(bug.getStackTrace()).subList(0, 3));
        }
        return history;
    }

    List<Finding> findings() {
        return findings;
    }

    Map<String, Long> counts() {
        return counts;
    }

    private void play() {
        othersAct();
        List<ScaleOutFlow> open = new ArrayList<>();
        for (int flow = 0; flow < flows; flow++) {
            open.add(start(flow));
        }
        int steps = 1 + random.nextInt(5);
        for (int i = 0; i < steps; i++) {
            int flow = random.nextInt(flows);
            act(flow, open);
            time.run(Duration.ofMillis(random.nextInt(random.nextInt(3) == 0 ? 900_000 : 30_000)));
        }
        time.run(Duration.ofHours(2));
        provider.payOrders();
        if (longAgo) {
            time.run(Duration.ofDays(31));
        }
        for (int flow = 0; flow < flows; flow++) {
            settle(flow, open.get(flow));
        }
        time.run(Duration.ofHours(3));
        open.forEach(ScaleOutFlow::close);
        judge();
    }

    private ScaleOutFlow start(int flow) {
        SeededPorts own = new SeededPorts(provider, auditLog, flow);
        ports.add(own);
        ScaleOutFlowBuilder builder = ScaleOutFlow.builder(own);
        if (audit) {
            builder.audit(own);
        }
        return builder.time(time)
                .callBudget(limit, Duration.ofMinutes(1))
                .checkLinkedRds(false)
                .quietTime(quietTime)
                .gate(own.gate())
                .listener(this::on)
                .build();
    }

    private void on(FlowEvent event) {
        count(event.getClass().getSimpleName());
        log.accept(time.elapsed().toSeconds() + " s: " + event);
    }

    private InstanceId instance() {
        return new InstanceId("instance" + (random.nextInt(4) == 0 ? 1 : 0));
    }

    private void act(int flow, List<ScaleOutFlow> open) {
        switch (random.nextInt(10)) {
            case 0 -> {
                if (billing == BillingMode.PAY_PER_USE) {
                    ensure(flow, open.get(flow));
                }
            }
            case 1 -> settle(flow, open.get(flow));
            case 2 -> {
                open.get(flow).close();
                restarted.add(flow);
                open.set(flow, start(flow));
            }
            default -> submit(flow, open.get(flow));
        }
    }

    private ScaleOutRequest request(int group, int nodes) {
        return ScaleOutRequest.builder("flavor", nodes)
                .groupId(provider.group(group).value())
                .autoPay(random.nextBoolean())
                .build();
    }

    private void submit(int flow, ScaleOutFlow open) {
        InstanceId instance = instance();
        ScaleOutRequest request = request(random.nextInt(provider.groups()), 1 + random.nextInt(2));
        CompletableFuture<Submission> submission =
                open.submitAsync(instance, request, Precondition.NONE, Runnable::run);
        running.add(submission);
        var unused = submission.whenComplete((outcome, failure) -> note(flow, outcome, failure));
        if (random.nextInt(4) == 0) {
            time.schedule(Duration.ofSeconds(random.nextInt(400)), () -> submission.cancel(true));
        }
    }

    private void ensure(int flow, ScaleOutFlow open) {
        InstanceId instance = instance();
        int group = random.nextInt(provider.groups());
        int target = 3 + random.nextInt(4);
        int before = ordered(instance, group);
        boolean alone = running.stream().allMatch(CompletableFuture::isDone);
        try {
            Ensured ensured = open.ensure(
                    instance,
                    NodeTarget.of("flavor", target, provider.group(group).value()));
            if (ensured instanceof Submission submission) {
                note(flow, submission, null);
            }
        } catch (ScaleOutException failure) {
            note(flow, null, failure);
        }
        ensured(instance, target, before, ordered(instance, group), alone);
    }

    private int ordered(InstanceId instance, int group) {
        return 3
                + provider.works.stream()
                        .filter(work -> work.instance().equals(instance) && work.group() == group)
                        .mapToInt(Work::nodes)
                        .sum();
    }

    /** What it adds does not lead beyond the target, unless something else happens that nobody can know. */
    private void ensured(InstanceId instance, int target, int before, int after, boolean alone) {
        count("ensured");
        boolean known = alone
                && flows == 1
                && restarted.isEmpty()
                && said.stream().noneMatch(each -> each.baseline.instanceId().equals(instance) && unknown(each))
                && provider.works.stream()
                        .noneMatch(work -> work.instance().equals(instance)
                                && (work.owner() < 0 && work.changesNodes() || work.fails()));
        if (known && after > before && after > target) {
            wrong(Fault.UNTRUE, "ensure(" + target + ") led from " + before + " to " + after + " nodes");
        }
    }

    private static boolean unknown(Said said) {
        return !said.applied && !said.notApplied;
    }

    /** Goes on with what is in doubt, sometimes from a text and in a flow that knows nothing else. */
    private void settle(int flow, ScaleOutFlow open) {
        for (Evidence evidence : List.copyOf(doubts)) {
            if (owner(evidence.baseline()) != flow) {
                continue;
            }
            doubts.remove(evidence);
            boolean elsewhere = random.nextInt(3) == 0;
            try {
                if (elsewhere) {
                    restarted.add(flow);
                    try (ScaleOutFlow another = start(flow)) {
                        note(flow, another.reconcile(StoredForm.parseEvidence(StoredForm.toText(evidence))), null);
                    }
                } else {
                    note(flow, open.reconcile(evidence), null);
                }
            } catch (UnresolvedSubmissionException unresolved) {
                note(flow, null, unresolved);
            }
        }
    }

    private int owner(Baseline baseline) {
        return said.stream()
                .filter(each -> each.baseline.equals(baseline))
                .findFirst()
                .orElseThrow()
                .flow;
    }

    private void note(int flow, Submission outcome, Throwable failure) {
        if (outcome != null) {
            boolean notApplied = outcome instanceof Submission.FoundNotApplied;
            String job = outcome instanceof Submission.Applied applied
                    ? applied.jobId().map(Object::toString).orElse("")
                    : "";
            String answer = outcome.getClass().getSimpleName();
            count(answer);
            said.add(new Said(flow, outcome.baseline(), answer, !notApplied, notApplied, job));
        } else if (failure instanceof UnresolvedSubmissionException unresolved) {
            Evidence evidence = unresolved.evidence();
            count("Unresolved " + evidence.doubt());
            said.add(new Said(flow, evidence.baseline(), evidence.doubt().name(), false, false, ""));
            doubts.add(evidence);
        } else {
            count(failure.getClass().getSimpleName());
        }
    }

    private void othersAct() {
        for (int i = random.nextInt(3); i > 0; i--) {
            InstanceId instance = new InstanceId(random.nextBoolean() ? "instance0" : "unrelated");
            time.schedule(Duration.ofSeconds(random.nextInt(1500)), () -> provider.begin(-1, instance, 0, 0));
        }
        if (othersWork) {
            for (int i = 1 + random.nextInt(2); i > 0; i--) {
                InstanceId instance = instance();
                int group = random.nextInt(provider.groups());
                int nodes = new int[] {-2, -1, 1, 2, 3}[random.nextInt(5)];
                time.schedule(
                        Duration.ofSeconds(random.nextInt(1500)), () -> provider.othersOrder(instance, group, nodes));
            }
        }
    }

    // What is true

    private void judge() {
        for (int i = 0; i < said.size(); i++) {
            judge(said.get(i), i);
        }
        for (SeededPorts port : ports) {
            if (port.hasMoreThan(limit)) {
                wrong(Fault.OVER_BUDGET, "more than " + limit + " requests in a minute");
            }
        }
        for (CompletableFuture<Submission> each : running) {
            if (!each.isDone()) {
                wrong(Fault.BROKEN, "a submission has not ended");
            }
        }
        judgeClaims();
        count("histories");
    }

    private void judge(Said each, int index) {
        long orders = orders(each);
        if (orders > 1) {
            wrong(Fault.UNTRUE, each, orders + " orders");
        }
        if (isLatest(each, index)) {
            judgeLatest(each, orders);
        }
    }

    private boolean isLatest(Said each, int index) {
        return said.subList(index + 1, said.size()).stream().noneMatch(later -> later.baseline.equals(each.baseline));
    }

    /** Of equal wishes nobody can tell which was applied; what counts is how many are said to be. */
    private void judgeLatest(Said each, long orders) {
        List<Said> equal = new ArrayList<>();
        for (int i = 0; i < said.size(); i++) {
            if (isLatest(said.get(i), i) && isEqualWish(said.get(i), each)) {
                equal.add(said.get(i));
            }
        }
        long applied = equal.stream().filter(one -> orders(one) > 0).count();
        if (each.notApplied
                && equal.stream().noneMatch(this::isHiddenByLog)
                && equal.stream().filter(Said::notApplied).count() > equal.size() - applied) {
            wrong(Fault.UNTRUE, each, "it was applied");
        }
        if (each.applied
                && !hasLookalike(each)
                && equal.stream().noneMatch(this::isConfusedByLog)
                && equal.stream().filter(Said::applied).count() > applied) {
            wrong(Fault.UNTRUE, each, "it was not applied");
        }
        countByLog(each, orders);
        if (unknown(each)) {
            count(mustBeKnown(each) ? "unknown alone" : "unknown in company");
            if (mustBeKnown(each)) {
                wrong(Fault.UNKNOWN, each, "unknown though nothing else has happened; applied " + orders);
            }
        }
    }

    /**
     * A log that loses traces is silent about orders that it should show. One without requests gives the trace of an order to
     * another one, where a flow that was made anew does not know of both.
     */
    private boolean isHiddenByLog(Said each) {
        boolean taken = auditLog.quality() == Quality.WITHOUT_TEXTS
                && restarted.contains(each.flow)
                && isLostBesideAnother(each);
        return audit && (auditLog.quality() == Quality.LOSSY || taken || isConfusedByLog(each));
    }

    /** A flow that was made anew does not know the orders of the one before, whose traces have its own access key. */
    private boolean isConfusedByLog(Said each) {
        return audit
                && restarted.contains(each.flow)
                && provider.applied.stream()
                        .anyMatch(order -> order.owner() == each.flow
                                && !order.baseline().equals(each.baseline)
                                && mayHaveTheSameTrace(order.baseline(), each.baseline));
    }

    private boolean mayHaveTheSameTrace(Baseline one, Baseline other) {
        boolean sameRequest = one.request().groupId().equals(other.request().groupId())
                && one.request().nodesToAdd() == other.request().nodesToAdd();
        return one.instanceId().equals(other.instanceId())
                && (sameRequest || auditLog.quality() == Quality.WITHOUT_TEXTS);
    }

    /** Two lost orders at once: with the log the first one waits for its trace, and may be broken off before. */
    private boolean isLostBesideAnother(Said each) {
        return audit
                && said.stream()
                        .anyMatch(other -> other.flow == each.flow
                                && !other.baseline.equals(each.baseline)
                                && !other.answer.equals("Accepted")
                                && other.baseline.instanceId().equals(each.baseline.instanceId()));
    }

    /** Lost answers, by what can be relied on in the log, whether it is read or not. */
    private void countByLog(Said each, long orders) {
        if (each.answer.equals("Accepted")) {
            return;
        }
        String which = longAgo ? "a month ago" : auditLog.quality().name();
        String paid = billing == BillingMode.PAY_PER_USE ? "by use" : "yearly/monthly";
        for (String kind : List.of("log " + which, "log " + which + ", " + paid)) {
            count(kind + ": lost answers");
            if (unknown(each)) {
                count(kind + ": unknown");
                count(kind + ": unknown " + each.answer);
            }
            if (each.applied && orders == 0) {
                count(kind + ": told as applied, was not");
            }
            if (each.notApplied && orders > 0) {
                count(kind + ": told as not applied, was");
            }
        }
    }

    private static boolean isEqualWish(Said one, Said other) {
        return one.flow == other.flow
                && one.baseline.instanceId().equals(other.baseline.instanceId())
                && one.baseline
                        .request()
                        .groupId()
                        .equals(other.baseline.request().groupId())
                && one.baseline.request().nodesToAdd()
                        == other.baseline.request().nodesToAdd();
    }

    private long orders(Said each) {
        return provider.applied.stream()
                .filter(order -> order.baseline().equals(each.baseline))
                .count();
    }

    /** One job is never given out for two submissions of one flow that remembers. */
    private void judgeClaims() {
        for (Said one : said) {
            for (Said other : said) {
                boolean same = !one.job.isEmpty() && one.job.equals(other.job) && !one.baseline.equals(other.baseline);
                if (same && one.flow == other.flow && !restarted.contains(one.flow)) {
                    wrong(Fault.UNTRUE, one, "the job of another submission");
                }
            }
        }
    }

    /** Somebody whose jobs this flow does not know. */
    private boolean isForeign(Work work, int flow) {
        return work.changesNodes() && (work.owner() != flow || restarted.contains(flow));
    }

    /**
     * Whether others have done what looks just like it: a job that failed, or changes that add up to the same, perhaps with
     * what a failed job of ours has left, or to the same and what came for another order of ours.
     */
    private boolean hasLookalike(Said each) {
        ScaleOutRequest request = each.baseline.request();
        int group = request.groupId().orElseThrow().equals(provider.group(0)) ? 0 : 1;
        Set<Integer> others = new HashSet<>();
        Set<Integer> own = new HashSet<>(Set.of(0));
        for (Work work : provider.works) {
            if (!work.instance().equals(each.baseline.instanceId())) {
                continue;
            }
            if (work.fails() && isForeign(work, each.flow)) {
                return true;
            }
            if (work.group() == group && (isForeign(work, each.flow) || work.fails())) {
                addTo(others, work.nodes());
            }
            if (work.group() == group && work.owner() == each.flow) {
                addTo(own, work.nodes());
            }
        }
        return own.stream().anyMatch(sum -> others.contains(sum + request.nodesToAdd()));
    }

    private static void addTo(Set<Integer> sums, int nodes) {
        Set<Integer> more = new HashSet<>(Set.of(nodes));
        sums.forEach(sum -> more.add(sum + nodes));
        sums.addAll(more);
    }

    private boolean mustBeKnown(Said each) {
        boolean alone = provider.works.stream()
                .filter(work -> work.instance().equals(each.baseline.instanceId()))
                .noneMatch(work -> isForeign(work, each.flow) || work.fails());
        return alone
                && !isLostBesideAnother(each)
                && billing == BillingMode.PAY_PER_USE
                && !longAgo
                && List.of("TIME_OVER", "OTHER_CHANGES", "UNREADABLE", "UNSEEN_ORDER")
                        .contains(each.answer);
    }

    private void wrong(Fault fault, Said each, String what) {
        wrong(
                fault,
                "flow " + each.flow + " said " + each.answer + " " + each.job + " of "
                        + each.baseline.request().nodesToAdd() + " nodes for " + each.baseline.instanceId() + " at "
                        + Duration.between(PassingTime.START, each.baseline.takenAt())
                                .toSeconds() + " s: " + what + "; works " + provider.works);
    }

    private void wrong(Fault fault, String what) {
        findings.add(new Finding(fault, "seed " + seed + ", log " + auditLog.quality() + ": " + what));
    }

    private void count(String what) {
        counts.merge(what, 1L, Long::sum);
    }
}
