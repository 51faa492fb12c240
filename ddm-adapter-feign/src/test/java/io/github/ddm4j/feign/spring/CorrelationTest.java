/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.spring;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.flow.FlowEvent;
import io.github.ddm4j.core.flow.FlowListener;
import io.github.ddm4j.core.flow.Submission;
import io.github.ddm4j.core.model.IdempotencyKey;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.port.Correlation;
import io.github.ddm4j.core.port.SubmissionJournal;
import io.github.ddm4j.fake.Examples;
import io.github.ddm4j.fake.FakeCloud;
import io.github.ddm4j.fake.FakeDdmServer;
import io.github.ddm4j.fake.Fault;
import io.github.ddm4j.fake.SeenRequest;
import io.github.ddm4j.fake.journal.InMemorySubmissionJournal;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.test.simple.SimpleSpan;
import io.micrometer.tracing.test.simple.SimpleTracer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Whoever is woken finds the event, the log line and the span of one order by the same names. */
class CorrelationTest {

    private static final ScaleOutRequest ONE_NODE =
            ScaleOutRequest.builder(Examples.FLAVOR, 1).build();

    private static final IdempotencyKey TICKET = new IdempotencyKey("ticket 7");

    private final FakeCloud cloud = FakeCloud.withExamples();
    private final FakeDdmServer server = FakeDdmServer.start(cloud);
    private final SimpleTracer tracer = new SimpleTracer();
    private final ObservationRegistry observations = ObservationRegistry.create();
    private final CompletableFuture<Correlation> lost = new CompletableFuture<>();
    private final CompletableFuture<Correlation> accepted = new CompletableFuture<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("io.github.ddm4j.feign");
    private final Level before = logger.getLevel();
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void start() {
        observations.observationConfig().observationHandler(new DefaultTracingObservationHandler(tracer));
        lines.start();
        logger.addAppender(lines);
        logger.setLevel(Level.DEBUG);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(lines);
        logger.setLevel(before);
        server.close();
    }

    private ApplicationContextRunner service() {
        return Contexts.empty()
                .withPropertyValues(
                        "ddm.endpoint=" + server.uri(),
                        "ddm.project-id=" + Examples.PROJECT,
                        "ddm.auth.token=" + Examples.TOKEN,
                        "ddm.flow.poll-interval=100ms")
                .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                .withBean(ObservationRegistry.class, () -> observations)
                .withBean(Tracer.class, () -> tracer)
                .withBean(SubmissionJournal.class, InMemorySubmissionJournal::create)
                .withBean(FlowListener.class, () -> this::listen);
    }

    private void listen(FlowEvent event) {
        if (event instanceof FlowEvent.AnswerLost lostNow) {
            lost.complete(lostNow.correlation());
        } else if (event instanceof FlowEvent.Submitted known) {
            accepted.complete(known.correlation());
        }
    }

    @Test
    void event_log_line_and_span_of_a_lost_background_order_name_key_instance_attempt_request_and_the_callers_trace() {
        cloud.failNext(Fault.answer(503));
        service().run(context -> {
            String trace = traceOfABackgroundOrder(context.getBean(ScaleOutFlow.class));

            assertNamedAlike(lost.get(20, TimeUnit.SECONDS), trace);
        });
    }

    @Test
    void event_log_line_and_span_of_an_accepted_background_order_do_so_too() {
        service().run(context -> {
            String trace = traceOfABackgroundOrder(context.getBean(ScaleOutFlow.class));

            assertNamedAlike(accepted.get(20, TimeUnit.SECONDS), trace);
        });
    }

    private String traceOfABackgroundOrder(ScaleOutFlow flow) {
        Observation caller = Observation.start("caller", observations);
        try (Observation.Scope inForce = caller.openScope()) {
            assertThat(inForce.getCurrentObservation()).isSameAs(caller);
            CompletableFuture<Submission> submission = flow.submitAsync(TICKET, Examples.INSTANCE, ONE_NODE);
            assertThat(submission).isNotCompletedExceptionally();
            return tracer.currentSpan().context().traceId();
        }
    }

    private void assertNamedAlike(Correlation told, String trace) {
        String request = cloud.requests().stream()
                .filter(seen -> seen.kind().equals("order"))
                .map(SeenRequest::requestId)
                .reduce((one, other) -> one + " and " + other)
                .orElseThrow();
        assertThat(trace).isNotEmpty();
        assertThat(told)
                .isEqualTo(new Correlation(
                        Examples.INSTANCE, Optional.of(TICKET), 1, Optional.of(request), Optional.of(trace)));

        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .filteredOn(line -> line.startsWith("call=scaleOut"))
                .singleElement()
                .asString()
                .contains("instance=" + Examples.INSTANCE + " key=\"ticket 7\" attempt=1 trace_id=" + trace)
                .contains(" request_id=" + request + " ");

        assertThat(tracer.getSpans())
                .extracting(SimpleSpan::getTraceId)
                .hasSizeGreaterThan(1)
                .containsOnly(trace);
        assertThat(tracer.getSpans())
                .filteredOn(span -> "scaleOut".equals(span.getTags().get("call")))
                .singleElement()
                .satisfies(span -> assertThat(span.getTags())
                        .containsEntry("ddm.instance", Examples.INSTANCE.value())
                        .containsEntry("ddm.key", "ticket 7")
                        .containsEntry("ddm.attempt", "1")
                        .containsEntry("ddm.request.id", request));
    }
}
