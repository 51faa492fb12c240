/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.flow;

import static io.github.ddm4j.core.flow.Samples.INSTANCE;
import static io.github.ddm4j.core.flow.Samples.instance;
import static io.github.ddm4j.core.flow.Samples.job;
import static io.github.ddm4j.core.flow.Samples.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.JobId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.BeforeTry;

/** Whatever a flow is asked to do, and in whatever order: its requests keep to the budget. */
class BudgetOfAllCallsTest {

    private static final int MINUTE = 60;
    private static final InstanceId OTHER = new InstanceId("i2");

    private enum Deed {
        AWAIT_JOB,
        AWAIT_ORDER,
        PREVIEW,
        SUBMIT,
        FAIL_NEXT_READ,
        CANCEL_ALL
    }

    private VirtualTime time = new VirtualTime();
    private StubProvider provider = new StubProvider().at(time);
    private List<CompletableFuture<?>> waits = new ArrayList<>();

    @BeforeTry
    void start() {
        time = new VirtualTime();
        provider = new StubProvider().at(time);
        waits = new ArrayList<>();
    }

    @Property(tries = 300)
    void no_minute_sees_more_requests_than_the_limit(
            @ForAll @IntRange(min = 6, max = 20) int limit,
            @ForAll @IntRange(max = 40) int jobs,
            @ForAll @IntRange(min = 1, max = 10) int pageSize,
            @ForAll @Size(max = 20) List<Deed> deeds,
            @ForAll @Size(20) List<@IntRange(max = 90) Integer> pauses) {
        provider.shows(
                instance("RUNNING", 4),
                IntStream.range(0, jobs)
                        .mapToObj(i -> job("j" + i, i % 3 == 0 ? "Completed" : "Running"))
                        .toArray(Job[]::new));
        provider.showsJobsInPagesOf(pageSize);
        try (ScaleOutFlow flow = ScaleOutFlow.builder(provider)
                .time(time)
                .callBudget(limit, Duration.ofSeconds(MINUTE))
                .build()) {
            for (int i = 0; i < deeds.size(); i++) {
                act(flow, deeds.get(i), i);
                time.run(Duration.ofSeconds(pauses.get(i)));
            }
            time.run(Duration.ofMinutes(20));
        }

        List<Integer> moments = requests();
        for (int i = limit; i < moments.size(); i++) {
            assertThat(moments.get(i) - moments.get(i - limit))
                    .as("request %s", i)
                    .isGreaterThanOrEqualTo(MINUTE);
        }
    }

    private void act(ScaleOutFlow flow, Deed deed, int number) {
        try {
            switch (deed) {
                case AWAIT_JOB ->
                    waits.add(flow.await(goal(Optional.of(new JobId("j" + number))), Duration.ofHours(1)));
                case AWAIT_ORDER -> waits.add(flow.await(goal(Optional.empty()), Duration.ofHours(1)));
                case PREVIEW -> flow.preview(OTHER, request(2));
                case SUBMIT -> flow.submit(OTHER, request(2));
                case FAIL_NEXT_READ -> provider.nextReadFails(new IllegalStateException("a bug"));
                case CANCEL_ALL -> waits.forEach(wait -> wait.cancel(false));
            }
        } catch (ScaleOutException | IllegalStateException refused) {
            assertThat(deed).isIn(Deed.PREVIEW, Deed.SUBMIT);
        }
    }

    private static ScaleOutGoal goal(Optional<JobId> jobId) {
        return new ScaleOutGoal(INSTANCE, Optional.empty(), 4, jobId, VirtualTime.START, Set.of());
    }

    /** The second of every request: an instance takes three. */
    private List<Integer> requests() {
        return provider.calls.stream()
                .flatMap(call -> Collections.nCopies(
                        call.endsWith("instance") ? 3 : 1, Integer.valueOf(call.substring(0, call.indexOf(' '))))
                        .stream())
                .toList();
    }
}
