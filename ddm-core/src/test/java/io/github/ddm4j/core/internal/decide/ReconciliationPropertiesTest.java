/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.core.flow.Samples;
import io.github.ddm4j.core.flow.VirtualTime;
import io.github.ddm4j.core.model.Baseline;
import io.github.ddm4j.core.model.BillingMode;
import io.github.ddm4j.core.model.Doubt;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.Job;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Generated histories of an instance with two groups, to whose first one two nodes were to be added. Whatever happens
 * is known here, while the decision sees what a provider shows: late lists, late statuses, late counts.
 */
class ReconciliationPropertiesTest {

    private static final int ASKED = 2;
    private static final int[] BEFORE = {4, 3};
    private static final Duration QUIET = Duration.ofMinutes(5);
    private static final int LOOK_EVERY_SECONDS = 10;
    private static final int LAST_LOOK = 60 * 60;

    /** Somebody's change: {@code nodes} are added to a group, or taken from it. */
    record Change(int at, int lasts, int group, int nodes, boolean fails, boolean countedEarly) {

        boolean started(int now) {
            return now >= at;
        }

        boolean ended(int now) {
            return now >= at + lasts;
        }

        /** How many nodes it accounts for; what failed is rolled back, unless counted early: then the nodes stay. */
        int counted(int now, int lag) {
            if (countedEarly) {
                return started(now - lag) ? nodes : 0;
            }
            return ended(now - lag) && !fails ? nodes : 0;
        }

        Job asJob(String id, int now) {
            String status = !ended(now) ? "Running" : fails ? "Failed" : "Completed";
            return Samples.job(id, nodes > 0 ? Job.ENLARGE_NODE : "ReduceNode", status);
        }
    }

    /** How far what is shown lags behind, in seconds. */
    record Lags(int list, int status, int count) {}

    record World(Optional<Change> ours, List<Change> others, Lags lags, BillingMode billing) {

        /** Ours comes last. */
        List<Change> all() {
            List<Change> all = new ArrayList<>(others);
            ours.ifPresent(all::add);
            return all;
        }

        InstanceSnapshot instance(int now) {
            int[] sizes = BEFORE.clone();
            all().forEach(change -> sizes[change.group] += change.counted(now, lags.count));
            boolean busy = all().stream().anyMatch(c -> c.started(now - lags.status) && !c.ended(now));
            return Samples.instance(billing, busy ? "GROWING" : "RUNNING", sizes);
        }

        List<Job> jobs(int now) {
            List<Job> jobs = new ArrayList<>();
            List<Change> all = all();
            for (int i = 0; i < all.size(); i++) {
                if (all.get(i).started(now - lags.list)) {
                    jobs.add(all.get(i).asJob("j" + i, now));
                }
            }
            return jobs;
        }

        /** Somebody else's job that leaves the instance just as ours would. */
        boolean hasLookalike() {
            return others.stream().anyMatch(c -> c.nodes == ASKED && c.group == 0 || c.fails);
        }
    }

    @Property(tries = 2_000)
    void alone_the_truth_is_found_about_everything_but_an_unpaid_order(@ForAll("alone") World world) {
        Decision decision = watch(world);

        if (world.ours.isPresent()) {
            assertThat(decision).isInstanceOf(Decision.Applied.class);
            assertThat(((Decision.Applied) decision).job()).isPresent();
        } else if (world.billing == BillingMode.PAY_PER_USE) {
            assertThat(decision).isEqualTo(new Decision.NotApplied());
        } else {
            assertThat(decision).isEqualTo(new Decision.Undecidable(Doubt.UNSEEN_ORDER));
        }
    }

    @Property(tries = 5_000)
    void not_applied_is_never_said_of_what_was_applied_nor_where_an_order_may_exist(@ForAll("crowded") World world) {
        if (watch(world).equals(new Decision.NotApplied())) {
            assertThat(world.ours).isEmpty();
            assertThat(world.billing).isEqualTo(BillingMode.PAY_PER_USE);
        }
    }

    @Property(tries = 5_000)
    void applied_is_never_said_of_what_was_not_unless_another_change_looks_just_like_it(
            @ForAll("crowded") World world) {
        if (watch(world) instanceof Decision.Applied) {
            assertThat(world.ours.isPresent() || world.hasLookalike()).isTrue();
        }
    }

    @Property(tries = 5_000)
    void a_job_that_is_named_is_ours_unless_another_change_looks_just_like_it(@ForAll("crowded") World world) {
        if (watch(world) instanceof Decision.Applied applied && applied.job().isPresent() && !world.hasLookalike()) {
            int ours = world.all().size() - 1;
            assertThat(applied.job().get().id()).hasToString("j" + ours);
        }
    }

    @Property(tries = 2_000)
    void another_change_of_the_same_group_in_another_number_is_never_guessed_away(
            @ForAll("crowdedInOurGroup") World world) {
        assertThat(watch(world)).isEqualTo(new Decision.Undecidable(Doubt.OTHER_CHANGES));
    }

    @Property(tries = 2_000)
    void it_always_comes_to_an_end_once_all_jobs_have_ended(@ForAll("crowded") World world) {
        assertThat(watch(world)).isNotEqualTo(new Decision.KeepLooking());
    }

    private static Decision watch(World world) {
        Baseline baseline = new Baseline(
                Samples.request(ASKED),
                Samples.instance(world.billing, "RUNNING", BEFORE),
                VirtualTime.START,
                VirtualTime.START,
                Set.of());
        History history = History.goingOn(List.of());
        Decision decision = new Decision.KeepLooking();
        for (int now = 0; now < LAST_LOOK && decision instanceof Decision.KeepLooking; now += LOOK_EVERY_SECONDS) {
            Duration moment = Duration.ofSeconds(now);
            history.add(moment, moment, world.instance(now), world.jobs(now));
            decision = new Reconciliation(baseline, history.observations(), List.of(), List.of(), true, QUIET).decide();
        }
        return decision;
    }

    @Provide
    Arbitrary<World> alone() {
        return world(Arbitraries.just(List.of()), ours().optional());
    }

    @Provide
    Arbitrary<World> crowded() {
        Arbitrary<Change> other = change(Arbitraries.of(0, 1), Arbitraries.of(-2, -1, 1, 2, 3));
        return world(other.list().ofMaxSize(2), ours().optional());
    }

    @Provide
    Arbitrary<World> crowdedInOurGroup() {
        Arbitrary<Change> other = change(Arbitraries.just(0), Arbitraries.of(-1, 1, 3))
                .map(c -> new Change(0, c.lasts, c.group, c.nodes, false, c.countedEarly));
        return world(other.list().ofSize(1), ours().optional());
    }

    private static Arbitrary<World> world(Arbitrary<List<Change>> others, Arbitrary<Optional<Change>> ours) {
        return Combinators.combine(ours, others, lags(), Arbitraries.of(BillingMode.class))
                .as(World::new);
    }

    private static Arbitrary<Change> ours() {
        return change(Arbitraries.just(0), Arbitraries.just(ASKED));
    }

    /** A request takes effect within two minutes, or never. */
    private static Arbitrary<Change> change(Arbitrary<Integer> group, Arbitrary<Integer> nodes) {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 120),
                        Arbitraries.integers().between(5, 900),
                        group,
                        nodes,
                        Arbitraries.of(false, false, false, true),
                        Arbitraries.of(true, false))
                .as(Change::new);
    }

    /** Together with a late effect still well within the quiet time. */
    private static Arbitrary<Lags> lags() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 60),
                        Arbitraries.integers().between(0, 100),
                        Arbitraries.integers().between(0, 60))
                .as(Lags::new);
    }
}
