/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.submit;

import static io.github.ddm4j.core.internal.run.CallBudget.JOB;
import static io.github.ddm4j.core.internal.run.CallBudget.SCALE_OUT;
import static io.github.ddm4j.core.internal.run.FlowSettings.PROVIDER_MEMORY;
import static java.util.stream.Collectors.toUnmodifiableSet;

import io.github.ddm4j.core.flow.Timekeeper;
import io.github.ddm4j.core.internal.own.OwnReceipts;
import io.github.ddm4j.core.internal.run.CallBudget;
import io.github.ddm4j.core.internal.run.CallBudget.Booking;
import io.github.ddm4j.core.internal.run.Context;
import io.github.ddm4j.core.internal.run.Ports;
import io.github.ddm4j.core.internal.run.Step;
import io.github.ddm4j.core.model.Baseline;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.JobPage;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.model.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Reads an instance together with its jobs. Jobs come first: a job that has ended by then has left its mark on the
 * instance, and a job that starts in between shows up as new later. Keeps to the budget.
 */
public final class Watcher {

    private final Ports ports;
    private final CallBudget budget;
    private final Timekeeper time;
    private final Duration clockTolerance;
    private final OwnReceipts own;
    private final SchemaReader schemas;
    private final AtomicReference<Instant> latestBaseline = new AtomicReference<>(Instant.MIN);

    public Watcher(Context context, SchemaReader schemas) {
        this.ports = context.ports();
        this.budget = context.budget();
        this.time = context.time();
        this.clockTolerance = context.settings().clockTolerance();
        this.own = context.own();
        this.schemas = schemas;
    }

    /** A reading, with the rest of its booking. */
    record BookedReading(Reading reading, Booking booking) {}

    /** Jobs, with the rest of their booking. */
    private record Listed(List<Job> jobs, Booking booking) {}

    /**
     * Reads before an order is sent. The order's requests are booked together with the reading, to keep it fresh.
     *
     * @param until the time from which it is too late to send
     */
    Step<BookedReading> beforeOrder(InstanceId instanceId, Duration until) {
        Instant since = own.oldestJob(instanceId)
                .filter(oldest -> oldest.isBefore(time.now()))
                .orElseGet(time::now)
                .minus(clockTolerance);
        return look(instanceId, since, true, until);
    }

    /** Reads after an answer was lost. The booking is used up. */
    Step<Reading> afterOrder(Baseline baseline, Duration until) {
        return look(baseline.instanceId(), baseline.jobsSince(), false, until).then(look -> Step.done(look.reading()));
    }

    /** Returns all jobs of the project since a moment. */
    Step<List<Job>> listed(Instant since, Duration until) {
        return budget.book(JOB, until)
                .then(booking -> jobs(since, 0, booking, until))
                .then(listed -> {
                    listed.booking().close();
                    return Step.done(listed.jobs());
                });
    }

    private Step<BookedReading> look(InstanceId instanceId, Instant jobsSince, boolean order, Duration until) {
        int afterwards = CallBudget.INSTANCE + (order ? SCALE_OUT : 0);
        return budget.book((order ? schemas.cost() : 0) + JOB + afterwards, until)
                .then(booking -> {
                    Duration began = time.elapsed();
                    List<Schema> known =
                            order ? schemas.read(instanceId, booking).orElse(List.of()) : List.of();
                    Instant since = listedFrom(jobsSince);
                    return jobs(since, afterwards, booking, until)
                            .then(listed -> closedIfFailed(listed.booking(), () -> {
                                List<Job> jobs = listed.jobs().stream()
                                        .filter(job -> job.mayConcern(instanceId))
                                        .toList();
                                InstanceSnapshot instance = listed.booking()
                                        .use(CallBudget.INSTANCE, () -> ports.instances()
                                                .instance(instanceId));
                                jobs.forEach(job -> own.seen(instanceId, job));
                                own.seen(instance);
                                boolean complete = since.equals(jobsSince);
                                return Step.done(new BookedReading(
                                        new Reading(began, time.elapsed(), jobsSince, complete, instance, jobs, known),
                                        listed.booking()));
                            }));
                });
    }

    /** @param afterwards what has to be left of the booking; booked again if further pages took its time */
    private Step<Listed> jobs(Instant since, int afterwards, Booking first, Duration until) {
        return closedIfFailed(first, () -> {
            JobPage page = page(first, since, 0);
            if (page.next().isEmpty()) {
                return Step.done(new Listed(page.jobs(), first));
            }
            first.close();
            return furtherPages(page, since, until)
                    .then(jobs -> budget.book(afterwards, until).then(booking -> Step.done(new Listed(jobs, booking))));
        });
    }

    private Step<List<Job>> furtherPages(JobPage first, Instant since, Duration until) {
        List<Job> jobs = new ArrayList<>(first.jobs());
        AtomicInteger offset = new AtomicInteger(first.next().orElseThrow());
        return Step.repeat(() -> budget.book(JOB, until).then(booking -> {
            JobPage page = page(booking, since, offset.get());
            jobs.addAll(page.jobs());
            page.next().ifPresent(offset::set);
            return Step.done(page.next().isPresent() ? Optional.empty() : Optional.of(jobs));
        }));
    }

    private JobPage page(Booking booking, Instant since, int offset) {
        JobPage page = booking.use(JOB, () -> ports.jobPage(since, offset));
        booking.charge(CallBudget.pagesOf(page.jobs().size()) - 1);
        return page;
    }

    private static <T> Step<T> closedIfFailed(Booking booking, Supplier<Step<T>> work) {
        return Step.begin(work).recover(failure -> {
            booking.close();
            return Step.failed(failure);
        });
    }

    /** The provider takes no earlier moment, and lists no older job. */
    private Instant listedFrom(Instant jobsSince) {
        Instant earliest = time.now().minus(PROVIDER_MEMORY).plus(clockTolerance);
        return jobsSince.isBefore(earliest) ? earliest : jobsSince;
    }

    /**
     * The same moment bounds the jobs of the baseline and of every later reading. So a job is new if and only if it is
     * not in the baseline, as long as the provider's clock is not further behind than the tolerance. No two baselines
     * of a flow are of the same moment, which tells them apart; a clock that is set back is followed.
     */
    Baseline baseline(ScaleOutRequest request, Reading reading) {
        Instant takenAt = latestBaseline.updateAndGet(latest -> {
            Instant now = time.now();
            boolean setBack = now.plus(clockTolerance).isBefore(latest);
            return now.isAfter(latest) || setBack ? now : latest.plusNanos(1);
        });
        return new Baseline(
                request,
                reading.instance(),
                takenAt,
                reading.jobsSince(),
                reading.jobs().stream().map(Job::id).collect(toUnmodifiableSet()),
                own.open(reading.instance()),
                reading.jobs().stream().noneMatch(job -> changedByOthers(reading.instance(), job)));
    }

    private boolean changedByOthers(InstanceSnapshot instance, Job job) {
        return job.changesNodes() && job.instanceId().isPresent() && !own.isOwn(instance.id(), job);
    }

    static List<Job> newJobs(Baseline baseline, Reading reading) {
        return reading.jobs().stream()
                .filter(job -> !baseline.knownJobs().contains(job.id()))
                .toList();
    }
}
