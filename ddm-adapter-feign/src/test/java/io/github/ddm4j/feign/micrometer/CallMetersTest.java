/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.ddm4j.core.exception.InvalidScaleOutException;
import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.OrderId;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.model.ScaleOutReceipt.JobStarted;
import io.github.ddm4j.core.model.ScaleOutReceipt.OrderPlaced;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.port.ScaleOutPort;
import io.github.ddm4j.core.validation.ScaleOutRules;
import io.github.ddm4j.fake.Examples;
import io.github.ddm4j.fake.FakeCloud;
import io.github.ddm4j.fake.InMemoryScaleOutAdapter;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the meters and observations of calls show. */
class CallMetersTest {

    private static final ScaleOutRequest ONE_NODE =
            ScaleOutRequest.builder(Examples.FLAVOR.value(), 1).build();
    private static final JobId JOB = new JobId("job-1");
    private static final ScaleOutReceipt STARTED =
            new JobStarted(Examples.INSTANCE, Optional.empty(), JOB, Optional.empty());
    private static final ProviderError SAID = new ProviderError("DBS.280001", "said", "req-1");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final InMemoryScaleOutAdapter adapter = InMemoryScaleOutAdapter.builder(
                    FakeCloud.withExamples(), Examples.PROJECT)
            .build();

    static Stream<Arguments> endings() {
        Stream<Arguments> refusals = Arrays.stream(RejectionReason.values())
                .map(reason -> arguments(
                        "rejected",
                        reason.name().toLowerCase(),
                        thrown(new ScaleOutRejectedException(reason, "no", SAID))));
        Stream<Arguments> others = Stream.of(
                arguments("ok", "job_started", returned(STARTED)),
                arguments(
                        "ok",
                        "order_placed",
                        returned(new OrderPlaced(Examples.INSTANCE, Optional.empty(), new OrderId("o-1")))),
                arguments("invalid", "none", thrown(new InvalidScaleOutException(ScaleOutRules.checkNodes(0, 0)))),
                arguments("unavailable", "outage", thrown(ProviderUnavailableException.outage("down", SAID, null))),
                arguments("unavailable", "held_back", thrown(ProviderUnavailableException.notAttempted("open", null))),
                arguments(
                        "unavailable", "throttled", thrown(ProviderUnavailableException.throttled("429", SAID, null))),
                arguments("unknown", "none", thrown(new OutcomeUnknownException("lost", SAID, null))),
                arguments("unknown", "none", thrown(new IllegalStateException("a bug of another adapter"))));
        return Stream.concat(refusals, others);
    }

    private static Supplier<ScaleOutReceipt> returned(ScaleOutReceipt receipt) {
        return () -> receipt;
    }

    private static Supplier<ScaleOutReceipt> thrown(RuntimeException outcome) {
        return () -> {
            throw outcome;
        };
    }

    private ObservedPorts observed(DdmMetrics metrics, Supplier<ScaleOutReceipt> answer) {
        ScaleOutPort port = (instance, request) -> answer.get();
        return metrics.observe(port, adapter, adapter);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("endings")
    void every_call_is_counted_under_its_outcome_and_reason(
            String outcome, String reason, Supplier<ScaleOutReceipt> answer) {
        ObservedPorts ports = observed(DdmMetrics.of(meters), answer);

        catchThrowable(() -> ports.scaleOut(Examples.INSTANCE, ONE_NODE));

        Timer timer = meters.get("ddm.call")
                .tags("call", "scaleOut", "outcome", outcome, "reason", reason)
                .timer();
        assertThat(timer.count()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("endings")
    void the_caller_gets_what_the_port_gave_even_if_a_handler_of_observations_fails(
            String outcome, String reason, Supplier<ScaleOutReceipt> answer) {
        for (int moment = 0; moment < FailingHandler.MOMENTS; moment++) {
            ObservationRegistry broken = ObservationRegistry.create();
            broken.observationConfig().observationHandler(new FailingHandler(moment));
            ObservedPorts ports = observed(DdmMetrics.of(meters, broken), answer);

            assertThat(whatComesOf(() -> ports.scaleOut(Examples.INSTANCE, ONE_NODE)))
                    .isSameAs(whatComesOf(answer));
            assertThat(broken.getCurrentObservation())
                    .as("nothing is left behind")
                    .isNull();
        }
    }

    private static Object whatComesOf(Supplier<ScaleOutReceipt> call) {
        try {
            return call.get();
        } catch (RuntimeException thrown) {
            return thrown;
        }
    }

    @Test
    void reads_are_counted_too() {
        ObservedPorts ports = DdmMetrics.of(meters).observe(adapter);

        ports.instance(Examples.INSTANCE);
        ports.jobsSince(Instant.EPOCH);
        ports.jobPage(Instant.EPOCH, 0);
        assertThatThrownBy(() -> ports.job(JOB)).isInstanceOf(ScaleOutRejectedException.class);

        assertThat(meters.get("ddm.call").timers())
                .extracting(timer -> timer.getId().getTag("call") + " "
                        + timer.getId().getTag("outcome") + " " + timer.getId().getTag("reason"))
                .containsExactlyInAnyOrder(
                        "instance ok none", "jobsSince ok none", "jobPage ok none", "job rejected not_found");
    }

    @Test
    void a_null_argument_is_no_call() {
        ObservedPorts ports = DdmMetrics.of(meters).observe(adapter);

        assertThatThrownBy(() -> ports.instance(null)).isInstanceOf(NullPointerException.class);
        assertThat(meters.find("ddm.call").meters()).isEmpty();
    }

    @Test
    void ids_are_for_traces_alone() {
        ObservedCalls calls = new ObservedCalls();
        ObservedPorts ports = observed(DdmMetrics.of(meters, calls.registry), returned(STARTED));

        ports.scaleOut(Examples.INSTANCE, ONE_NODE);

        Observation.Context seen = calls.ended.get(0);
        assertThat(seen.getName()).isEqualTo("ddm.call");
        assertThat(seen.getContextualName()).isEqualTo("ddm scaleOut");
        assertThat(seen.getLowCardinalityKeyValues())
                .isEqualTo(KeyValues.of("call", "scaleOut", "outcome", "ok", "reason", "job_started"));
        assertThat(seen.getHighCardinalityKeyValues())
                .isEqualTo(KeyValues.of("ddm.instance", Examples.INSTANCE.value(), "ddm.job", JOB.value()));
    }

    @Test
    void a_trace_shows_the_error_and_what_a_support_case_needs() {
        ObservedCalls calls = new ObservedCalls();
        OutcomeUnknownException lost = new OutcomeUnknownException("lost", SAID, null);
        ObservedPorts ports = observed(DdmMetrics.of(meters, calls.registry), thrown(lost));

        catchThrowable(() -> ports.scaleOut(Examples.INSTANCE, ONE_NODE));

        assertThat(calls.ended.get(0).getError()).isSameAs(lost);
        assertThat(calls.ended.get(0).getHighCardinalityKeyValues())
                .contains(KeyValue.of("ddm.error.code", "DBS.280001"), KeyValue.of("ddm.request.id", "req-1"));
    }

    @Test
    void what_the_port_does_belongs_to_the_observation() {
        ObservedCalls calls = new ObservedCalls();
        ObservedPorts ports = observed(DdmMetrics.of(meters, calls.registry), () -> {
            assertThat(calls.registry.getCurrentObservation()).isNotNull();
            return STARTED;
        });

        assertThat(ports.scaleOut(Examples.INSTANCE, ONE_NODE)).isSameAs(STARTED);
        assertThat(calls.registry.getCurrentObservation()).isNull();
    }

    /** Fails at one moment of an observation. */
    private record FailingHandler(int moment) implements ObservationHandler<Observation.Context> {

        private static final int MOMENTS = 5;

        private void at(int now) {
            if (now == moment) {
                throw new IllegalStateException("handler fails at " + now);
            }
        }

        @Override
        public void onStart(Observation.Context context) {
            at(0);
        }

        @Override
        public void onScopeOpened(Observation.Context context) {
            at(1);
        }

        @Override
        public void onScopeClosed(Observation.Context context) {
            at(2);
        }

        @Override
        public void onError(Observation.Context context) {
            at(3);
        }

        @Override
        public void onStop(Observation.Context context) {
            at(4);
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return true;
        }
    }
}
