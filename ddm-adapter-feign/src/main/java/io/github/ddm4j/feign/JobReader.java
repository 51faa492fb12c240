/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import static java.util.Collections.max;
import static java.util.Collections.min;

import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.JobPage;
import io.github.ddm4j.core.model.JobStatus;
import io.github.ddm4j.core.model.ProjectId;
import io.github.ddm4j.feign.DdmWire.JobItem;
import io.github.ddm4j.feign.DdmWire.JobReply;
import io.github.ddm4j.feign.DdmWire.JobsReply;
import io.github.ddm4j.feign.Pages.Page;
import io.github.ddm4j.feign.internal.DecodedAnswer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads jobs, one by one and as a list (both v3). */
final class JobReader {

    /**
     * The time for which the provider keeps jobs, less an hour because clocks differ. It refuses to list from an
     * earlier start.
     */
    private static final Duration KEPT = Duration.ofDays(30).minusHours(1);

    /** The time by which the end of a listing lies ahead, so that a slow clock of ours hides no job. */
    private static final Duration AHEAD = Duration.ofHours(1);

    private static final Comparator<Job> NEWEST_FIRST = Comparator.comparing(
                    (Job job) -> job.createdAt().orElse(Instant.MIN))
            .reversed();

    private final ReadApi api;
    private final ProjectId project;
    private final Clock clock;

    JobReader(ReadApi api, ProjectId project, Clock clock) {
        this.api = api;
        this.project = project;
        this.clock = clock;
    }

    Job read(JobId job, ReadRetry.Budget budget) {
        return budget.read(call -> api.job(project, job, call), reply -> asked(job, reply));
    }

    private static Job asked(JobId asked, DecodedAnswer<JobReply> reply) {
        WireValues values = new WireValues(reply);
        JobItem item = reply.body().job();
        if (item == null) {
            throw values.unusable("it holds no job");
        }
        Job job = job(item, values);
        if (!job.id().equals(asked)) {
            throw values.unusable("it is about another job");
        }
        return job;
    }

    List<Job> readSince(Instant since, ReadRetry.Budget budget) {
        Range range = range(since);
        List<Job> jobs = Pages.all(offset -> page(range, offset, budget), Job::id);
        return jobs.stream().filter(range::holds).sorted(NEWEST_FIRST).toList();
    }

    JobPage readPage(Instant since, int offset, ReadRetry.Budget budget) {
        Range range = range(since);
        Page<Job> page = page(range, offset, budget);
        return new JobPage(page.items().stream().filter(range::holds).toList(), page.next(offset));
    }

    /** A span of time: the start from which jobs count, and the start and end that the provider is told. */
    private record Range(Instant from, Instant start, Instant end) {

        boolean holds(Job job) {
            return job.createdAt().isEmpty() || !job.createdAt().get().isBefore(from);
        }
    }

    private Range range(Instant since) {
        Instant now = clock.instant();
        // The provider's times have no fractions of a second.
        Instant from = since.truncatedTo(ChronoUnit.SECONDS);
        return new Range(from, min(List.of(now, max(List.of(from, now.minus(KEPT))))), now.plus(AHEAD));
    }

    private Page<Job> page(Range range, int offset, ReadRetry.Budget budget) {
        long start = range.start().toEpochMilli();
        long end = range.end().toEpochMilli();
        return budget.read(call -> api.jobs(project, start, end, Pages.toSend(offset), call), JobReader::page);
    }

    private static Page<Job> page(DecodedAnswer<JobsReply> reply) {
        WireValues values = new WireValues(reply);
        JobsReply body = reply.body();
        return Page.of(body.items(), item -> job(item, values), ReadApi.JOBS_A_PAGE, body.total(), values);
    }

    private static Job job(JobItem item, WireValues values) {
        return new Job(
                values.id("job id", item.id(), JobId::new),
                values.shown(item.name()).orElse(""),
                new JobStatus(values.required("status", item.status())),
                values.percent(item.process()),
                values.time("created_time", item.createdTime()),
                values.shownTime(item.endTime()),
                instance(item, values),
                values.shown(item.failReason()));
    }

    /** Returns the instance of a job. It stands in one place in a list, and in another in a job that is read alone. */
    private static Optional<InstanceId> instance(JobItem item, WireValues values) {
        Optional<InstanceId> listed = values.optionalId("instance_id", item.instanceId(), InstanceId::new);
        Optional<InstanceId> nested = item.instance() == null
                ? Optional.empty()
                : values.optionalId("instance id", item.instance().id(), InstanceId::new);
        if (listed.isPresent() && nested.isPresent() && !listed.equals(nested)) {
            throw values.unusable("it names two instances for one job");
        }
        return listed.or(() -> nested);
    }
}
