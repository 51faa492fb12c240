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
import io.github.ddm4j.core.model.IdempotencyKey;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.OrderId;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.model.ScaleOutReceipt.JobStarted;
import io.github.ddm4j.core.model.ScaleOutReceipt.OrderPlaced;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.port.Correlation;
import io.github.ddm4j.core.port.InstancePort;
import io.github.ddm4j.core.port.JobPort;
import io.github.ddm4j.core.port.ScaleOutPort;
import io.github.ddm4j.core.port.SendGate;
import io.github.ddm4j.core.validation.ScaleOutRules;
import io.github.ddm4j.fake.Examples;
import io.github.ddm4j.fake.FakeCloud;
import io.github.ddm4j.fake.InMemoryScaleOutAdapter;
import io.github.ddm4j.feign.FeignScaleOutAdapter;
import io.github.ddm4j.feign.auth.AuthTokenProvider;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.lang.reflect.Method;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
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

    private static final Correlation NAMES = new Correlation(
            Examples.INSTANCE, Optional.of(new IdempotencyKey("ticket 7")), 2, Optional.empty(), Optional.of("t-1"));

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
                .filteredOn(timer -> timer.count() == 1)
                .extracting(timer -> timer.getId().getTag("call") + " "
                        + timer.getId().getTag("outcome") + " " + timer.getId().getTag("reason"))
                .containsExactlyInAnyOrder(
                        "instance ok none", "jobsSince ok none", "jobPage ok none", "job rejected not_found");
    }

    @Test
    void a_null_argument_is_no_call() {
        ObservedPorts ports = DdmMetrics.of(meters).observe(adapter);

        assertThatThrownBy(() -> ports.instance(null)).isInstanceOf(NullPointerException.class);
        assertThat(meters.find("ddm.call").timers()).allMatch(timer -> timer.count() == 0);
    }

    @Test
    void ids_are_for_traces_alone() {
        ObservedCalls calls = new ObservedCalls();
        ObservedPorts ports = observed(DdmMetrics.of(meters, calls.registry), returned(STARTED));

        ports.scaleOut(Examples.INSTANCE, ONE_NODE);

        Observation.Context seen = calls.ended.get(0);
        assertThat(seen.getName()).isEqualTo("ddm.port.call");
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
    void a_span_names_key_instance_attempt_and_request_of_an_order_that_a_flow_sends() {
        ObservedCalls calls = new ObservedCalls();
        ObservedPorts ports = observed(
                DdmMetrics.of(meters, calls.registry), thrown(new OutcomeUnknownException("lost", SAID, null)));

        catchThrowable(() -> ports.scaleOut(Examples.INSTANCE, ONE_NODE, gate(() -> Optional.of(NAMES))));

        assertThat(calls.ended.get(0).getHighCardinalityKeyValues())
                .isEqualTo(KeyValues.of(
                        "ddm.instance", Examples.INSTANCE.value(),
                        "ddm.key", "ticket 7",
                        "ddm.attempt", "2",
                        "ddm.error.code", "DBS.280001",
                        "ddm.request.id", "req-1"));
    }

    @Test
    void an_order_is_counted_by_who_looks_after_a_lost_answer() {
        ObservedPorts ports = observed(DdmMetrics.of(meters), thrown(new OutcomeUnknownException("lost", SAID, null)));

        assertThat(lostOrders("port")).isZero();
        assertThat(lostOrders("flow")).isZero();
        catchThrowable(() -> ports.scaleOut(Examples.INSTANCE, ONE_NODE));
        catchThrowable(() -> ports.scaleOut(Examples.INSTANCE, ONE_NODE, SendGate.OPEN));
        catchThrowable(() -> ports.scaleOut(Examples.INSTANCE, ONE_NODE, gate(() -> Optional.of(NAMES))));

        assertThat(lostOrders("port")).isEqualTo(2);
        assertThat(lostOrders("flow")).isEqualTo(1);
    }

    private double lostOrders(String via) {
        return meters.get("ddm.orders")
                .tags("outcome", "unknown", "reason", "none", "via", via)
                .counter()
                .count();
    }

    @Test
    void a_gate_that_cannot_name_its_order_changes_nothing() {
        ObservedPorts ports = observed(DdmMetrics.of(meters), returned(STARTED));

        assertThat(ports.scaleOut(Examples.INSTANCE, ONE_NODE, gate(() -> {
                    throw new IllegalStateException("broken");
                })))
                .isSameAs(STARTED);
    }

    private static SendGate gate(Supplier<Optional<Correlation>> names) {
        return new SendGate() {
            @Override
            public Permission ask(InstanceId instance, ScaleOutRequest request) {
                return Permission.granted();
            }

            @Override
            public Optional<Correlation> correlation() {
                return names.get();
            }
        };
    }

    /** Without a registry of meters that works, a call is a call all the same. */
    @Test
    void meters_that_fail_change_nothing() {
        ObservedPorts ports = observed(DdmMetrics.of(meters), returned(STARTED));
        meters.config().meterFilter(new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id id) {
                throw new IllegalStateException("broken");
            }
        });

        assertThat(ports.scaleOut(Examples.INSTANCE, ONE_NODE)).isSameAs(STARTED);
    }

    /** Who has a handler that makes meters of observations has each call once all the same. */
    @Test
    void a_handler_of_observations_adds_no_second_meter() {
        ObservationRegistry observations = ObservationRegistry.create();
        observations.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
        meters.config().meterFilter(DdmMetrics.meterFilter());
        ObservedPorts ports = observed(DdmMetrics.of(meters, observations), returned(STARTED));

        ports.scaleOut(Examples.INSTANCE, ONE_NODE);

        assertThat(meters.getMeters())
                .extracting(meter -> meter.getId().getName())
                .contains("ddm.call", "ddm.call.active")
                .noneMatch(name -> name.startsWith("ddm.port"));
    }

    /** What a delegate leaves out falls back to a default that means less: a gate asked too early, schemas unseen. */
    @Test
    void every_method_of_the_ports_reaches_the_port_below() {
        for (Class<?> port : List.of(ScaleOutPort.class, InstancePort.class, JobPort.class)) {
            for (Method method : port.getMethods()) {
                assertThat(ObservedPorts.class.getMethods())
                        .as(method.toString())
                        .filteredOn(own -> own.getName().equals(method.getName())
                                && Arrays.equals(own.getParameterTypes(), method.getParameterTypes()))
                        .extracting(Method::getDeclaringClass)
                        .contains(ObservedPorts.class);
            }
        }
        try (FeignScaleOutAdapter feign = FeignScaleOutAdapter.builder(
                        URI.create("http://127.0.0.1:9"), Examples.PROJECT, AuthTokenProvider.fixed("t"))
                .build()) {
            assertThat(DdmMetrics.of(meters).observe(feign).asksGateLast()).isTrue();
        }
    }

    @Test
    void the_breakers_of_an_adapter_are_shown_by_state_in_whatever_registry_they_are() {
        CircuitBreakerRegistry breakers = CircuitBreakerRegistry.ofDefaults();
        DdmMetrics metrics = DdmMetrics.of(meters);
        for (int closedBefore = 0; closedBefore < 2; closedBefore++) {
            try (FeignScaleOutAdapter feign = FeignScaleOutAdapter.builder(
                            URI.create("http://127.0.0.1:9"), Examples.PROJECT, AuthTokenProvider.fixed("t"))
                    .circuitBreakerRegistry(breakers)
                    .build()) {
                metrics.observe(feign);
                assertThat(state("ddm-scale-out", "closed")).isEqualTo(1);
                breakers.circuitBreaker("ddm-scale-out").transitionToOpenState();
                assertThat(state("ddm-scale-out", "closed")).isZero();
                assertThat(state("ddm-scale-out", "open")).isEqualTo(1);
                assertThat(state("ddm-read", "open")).isZero();
                breakers.circuitBreaker("ddm-scale-out").transitionToClosedState();
            }
        }
    }

    private double state(String breaker, String state) {
        return meters.get("ddm.circuitbreaker.state")
                .tags("name", breaker, "state", state)
                .gauge()
                .value();
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
