/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.decide;

import static io.github.ddm4j.core.internal.decide.Explanation.KEEP_LOOKING;
import static io.github.ddm4j.core.internal.decide.Explanation.OTHER_CHANGES;

import io.github.ddm4j.core.internal.decide.Claim.NodesCome;
import io.github.ddm4j.core.model.Baseline;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.Observation;
import io.github.ddm4j.core.model.Observation.AuditLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides whether a scale-out was applied, from what was known before and what was seen since. A pure function.
 *
 * <p>Claims of other scale-outs are left out first, in every way in which they may have come or not. A decision is
 * given only if it holds in each of these ways. An {@link Explanation} judges one way.
 *
 * @param baseline the state from before the order
 * @param history the observations, oldest first; jobs once seen stay in it
 * @param claims the claims of other scale-outs of the instance
 * @param lost what other lost orders of ours may have brought
 * @param complete whether the jobs are listed from the baseline on; else too much time has passed
 * @param quietTime the time for which nothing may have changed before the absence of something counts
 * @param audit how the provider's audit log is read; empty if it is not
 */
public record Reconciliation(
        Baseline baseline,
        List<Observation> history,
        List<Claim> claims,
        List<Claim> lost,
        boolean complete,
        Duration quietTime,
        Optional<AuditTerms> audit) {

    /** The bound for claims, each of which doubles the ways to look at. Nobody has so many orders waiting. */
    private static final int MOST_OPEN_CLAIMS = 8;

    /** Makes one without an audit log. */
    Reconciliation(
            Baseline baseline,
            List<Observation> history,
            List<Claim> claims,
            List<Claim> lost,
            boolean complete,
            Duration quietTime) {
        this(baseline, history, claims, lost, complete, quietTime, Optional.empty());
    }

    /** Decides, as long as there is time left for more readings. */
    public Decision decide() {
        return decide(true);
    }

    /** Decides when no more readings follow: there is nothing left to wait for. */
    public Decision decideAtLast() {
        return decide(false);
    }

    private Decision decide(boolean patient) {
        Optional<AuditLog> log = history.isEmpty()
                ? Optional.empty()
                : history.get(history.size() - 1).auditLog();
        return audit.isPresent() && log.isPresent()
                ? new AuditWitness(this, audit.get(), log.get()).decide(patient)
                : decideByNodesAndJobs();
    }

    Reconciliation with(List<Claim> more) {
        return new Reconciliation(
                baseline,
                history,
                Stream.concat(claims.stream(), more.stream()).toList(),
                lost,
                complete,
                quietTime,
                audit);
    }

    Decision decideByNodesAndJobs() {
        if (history.isEmpty()) {
            return KEEP_LOOKING;
        }
        Decision decision = decide(claims.stream().filter(this::hasCome).toList());
        if (decision.equals(OTHER_CHANGES)) {
            // A job that was listed late may have brought its nodes before the baseline was taken.
            decision = decide(claims.stream()
                    .filter(claim -> claim.nodesCome() == NodesCome.SURELY || claim.nodesCome() == NodesCome.PROBABLY)
                    .toList());
        }
        return decision.equals(OTHER_CHANGES) && !lost.isEmpty() ? decideWithLost() : decision;
    }

    /**
     * Another lost order may have brought the nodes that no claim explains. But where nodes of others were on their way
     * when the baseline was taken, a lost order could stand in for them.
     */
    private Decision decideWithLost() {
        List<Claim> all = new ArrayList<>(claims);
        all.addAll(lost);
        Decision decision = new Reconciliation(baseline, history, all, List.of(), complete, quietTime, audit)
                .decideByNodesAndJobs();
        return decision instanceof Decision.NotApplied && !baseline.settled() ? OTHER_CHANGES : decision;
    }

    private boolean hasCome(Claim claim) {
        return switch (claim.nodesCome()) {
            case SURELY, PROBABLY -> true;
            case PERHAPS ->
                history.get(history.size() - 1).newJobs().stream().anyMatch(job -> claim.isOf(job) && job.succeeded());
            case LOST, GUESSED -> false;
        };
    }

    /** @param come the claims whose nodes have come since the baseline; the others may have come or not */
    private Decision decide(List<Claim> come) {
        List<Claim> open = new ArrayList<>(claims);
        come.forEach(open::remove);
        if (open.size() > MOST_OPEN_CLAIMS) {
            Explanation none = new Explanation(this, come);
            return none.isQuiet() ? OTHER_CHANGES : KEEP_LOOKING;
        }
        List<Explanation> ways =
                ways(come, open).stream().map(all -> new Explanation(this, all)).toList();
        return ways.size() == 1 ? ways.get(0).decide() : agreed(ways);
    }

    private static List<List<Claim>> ways(List<Claim> come, List<Claim> open) {
        List<List<Claim>> ways = List.of(come);
        for (Claim claim : open) {
            List<List<Claim>> more = new ArrayList<>(ways);
            for (Claim way : claim.waysToCome()) {
                ways.forEach(others ->
                        more.add(Stream.concat(others.stream(), Stream.of(way)).toList()));
            }
            ways = more;
        }
        return ways;
    }

    /**
     * A way in which nothing fits is none, unless all that does not fit is others' in other groups. Those that are left have
     * to say the same.
     */
    private static Decision agreed(List<Explanation> ways) {
        List<Decision> decisions =
                ways.stream().map(Explanation::decide).distinct().toList();
        if (decisions.contains(KEEP_LOOKING)) {
            return KEEP_LOOKING;
        }
        List<Decision> fitting =
                decisions.stream().filter(each -> !each.equals(OTHER_CHANGES)).toList();
        boolean applied = fitting.stream().allMatch(Decision.Applied.class::isInstance);
        boolean othersElsewhere =
                ways.stream().anyMatch(way -> way.decide().equals(OTHER_CHANGES) && way.isAboutOtherGroups());
        if (fitting.isEmpty() || applied && othersElsewhere) {
            return OTHER_CHANGES;
        }
        if (fitting.size() == 1) {
            return fitting.get(0);
        }
        return applied ? new Decision.Applied(Optional.empty()) : OTHER_CHANGES;
    }

    /** Jobs at the nodes of this instance. */
    List<Job> nodeJobs() {
        return history.get(history.size() - 1).newJobs().stream()
                .filter(job -> job.changesNodes() && job.instanceId().isPresent())
                .toList();
    }
}
