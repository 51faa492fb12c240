/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.flow;

import static io.github.ddm4j.core.flow.Samples.INSTANCE;
import static io.github.ddm4j.core.flow.Samples.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.model.Baseline;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.port.Correlation;
import io.github.ddm4j.core.port.InstancePort;
import io.github.ddm4j.core.port.JobPort;
import io.github.ddm4j.core.port.ScaleOutPort;
import io.github.ddm4j.core.port.SendGate;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One trace goes through a submission, whatever thread works for it. */
class CallerContextTest {

    private final VirtualTime time = new VirtualTime();
    private final StubProvider provider = new StubProvider().at(time);
    private final List<FlowEvent> events = new ArrayList<>();
    private final List<Optional<Correlation>> ports = new ArrayList<>();
    private final List<@Nullable String> traces = new ArrayList<>();
    private final Queue<Runnable> pieces = new ArrayDeque<>();
    private final ThreadLocal<@Nullable String> trace = new ThreadLocal<>();

    @AfterEach
    void nothingIsLeftBehind() {
        assertThat(trace.get()).isNull();
    }

    private CallerContext.Captured capture() {
        String captured = trace.get();
        return new CallerContext.Captured() {
            @Override
            public CallerContext.Scope open() {
                String before = trace.get();
                trace.set(captured);
                return () -> trace.set(before);
            }

            @Override
            public Optional<String> traceId() {
                return Optional.ofNullable(captured);
            }
        };
    }

    private ScaleOutFlow flow(CallerContext context) {
        ScaleOutPort named = new ScaleOutPort() {
            @Override
            public ScaleOutReceipt scaleOut(InstanceId instanceId, ScaleOutRequest request) {
                throw new AssertionError("a flow gives its gate along");
            }

            @Override
            public ScaleOutReceipt scaleOut(InstanceId instanceId, ScaleOutRequest request, SendGate gate) {
                ports.add(gate.correlation());
                traces.add(trace.get());
                return provider.scaleOut(instanceId, request, gate);
            }
        };
        return ScaleOutFlow.builder(named, (InstancePort) provider, (JobPort) provider)
                .time(time)
                .listener(event -> {
                    events.add(event);
                    traces.add(trace.get());
                })
                .callerContext(context)
                .build();
    }

    private void asCaller(String id, Runnable work) {
        trace.set(id);
        work.run();
        trace.remove();
    }

    private CompletableFuture<Submission> submitInBackground(CallerContext context) {
        return flow(context).submitAsync(INSTANCE, request(2), Precondition.NONE, pieces::add);
    }

    /** Does what the executor has to do, and lets the time pass that it waits for. */
    private void work() {
        for (int i = 0; i < 100; i++) {
            while (!pieces.isEmpty()) {
                pieces.remove().run();
            }
            time.run(Duration.ofSeconds(10), () -> !pieces.isEmpty());
        }
    }

    @Test
    void events_the_port_and_its_gate_are_in_the_callers_trace_in_every_thread_of_a_background_submission() {
        provider.nextIsUnavailable(Duration.ofSeconds(1));
        provider.nextAnswerIsLost(() -> {});
        asCaller("t-1", () -> submitInBackground(this::capture));

        work();

        assertThat(traces).hasSizeGreaterThan(8).containsOnly("t-1");
        assertThat(names()).allSatisfy(name -> assertThat(name.traceId()).contains("t-1"));
        assertThat(ports).extracting(name -> name.orElseThrow().attempt()).containsExactly(1, 2);
    }

    @Test
    void an_event_names_instance_attempt_request_and_trace_together() {
        provider.nextIsUnavailable(Duration.ofSeconds(1));
        provider.nextAnswerIsLost(() -> {});
        asCaller("t-2", () -> flow(this::capture).submit(INSTANCE, request(2)));

        assertThat(only(FlowEvent.AnswerLost.class).correlation())
                .isEqualTo(new Correlation(INSTANCE, Optional.empty(), 2, Optional.of("req-7"), Optional.of("t-2")));
        assertThat(only(FlowEvent.Postponed.class).correlation().attempt()).isEqualTo(1);
        assertThat(only(FlowEvent.Submitted.class).correlation().attempt()).isEqualTo(2);
    }

    @Test
    void what_follows_a_receipt_names_the_request_it_came_for_and_nothing_before_it_does() {
        provider.nextIsUnavailable(Duration.ofSeconds(1));
        provider.nextAnswer(() -> new ScaleOutReceipt.JobStarted(
                INSTANCE, Optional.empty(), new JobId("j1"), Optional.empty(), Optional.of("req-9")));
        asCaller("t-4", () -> flow(this::capture).submit(INSTANCE, request(2)));

        assertThat(only(FlowEvent.Submitted.class).correlation())
                .isEqualTo(new Correlation(INSTANCE, Optional.empty(), 2, Optional.of("req-9"), Optional.of("t-4")));
        assertThat(only(FlowEvent.Postponed.class).correlation().requestId()).isEmpty();
        assertThat(ports)
                .allSatisfy(name -> assertThat(name.orElseThrow().requestId()).isEmpty());
    }

    @Test
    void finding_out_later_is_in_the_trace_of_whoever_asks_for_it() {
        asCaller("t-3", () -> flow(this::capture).reconcile(baseline()));

        assertThat(names()).isNotEmpty().allSatisfy(name -> {
            assertThat(name.traceId()).contains("t-3");
            assertThat(name.attempt()).isZero();
        });
    }

    private static Baseline baseline() {
        return new Baseline(request(2), Samples.instance("RUNNING", 2), VirtualTime.START, VirtualTime.START, Set.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"capture", "null", "id", "open", "close"})
    void a_context_that_fails_changes_nothing(String moment) {
        CompletableFuture<Submission> submission = submitInBackground(failing(moment));
        work();

        assertThat(submission).isCompletedWithValueMatching(Submission.Accepted.class::isInstance);
        assertThat(provider.sent()).isEqualTo(1);
    }

    private static CallerContext failing(String moment) {
        Consumer<String> at = now -> {
            if (now.equals(moment)) {
                throw new IllegalStateException(moment);
            }
        };
        return () -> {
            at.accept("capture");
            return moment.equals("null")
                    ? null
                    : new CallerContext.Captured() {
                        @Override
                        public CallerContext.Scope open() {
                            at.accept("open");
                            return () -> at.accept("close");
                        }

                        @Override
                        public Optional<String> traceId() {
                            at.accept("id");
                            return Optional.empty();
                        }
                    };
        };
    }

    private List<Correlation> names() {
        return events.stream()
                .filter(FlowEvent.OfSubmission.class::isInstance)
                .map(event -> ((FlowEvent.OfSubmission) event).correlation())
                .toList();
    }

    private <T extends FlowEvent> T only(Class<T> kind) {
        List<T> found = events.stream().filter(kind::isInstance).map(kind::cast).toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }
}
