/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.examples.custom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.model.ScaleOutReceipt.JobStarted;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is this adapter's own, beside the contract: how it waits for a token, and how it reads an answer. */
@Timeout(20)
class JdkScaleOutAdapterTest {

    private static final String TOKEN = "canary-of-the-token";
    private static final InstanceId INSTANCE = new InstanceId("28e8841d0b9c4f6a9a30742ee60e1068in09");
    private static final ScaleOutRequest ONE_NODE =
            ScaleOutRequest.builder("8f2e696c-a9c1-30bd-af90-25522bc67606", 1).build();

    private final AtomicInteger requests = new AtomicInteger();
    private final CountDownLatch tokenAsked = new CountDownLatch(1);
    private final CountDownLatch tokenArrives = new CountDownLatch(1);
    private final CircuitBreaker breaker = CircuitBreaker.of(
            "ddm",
            CircuitBreakerConfig.custom()
                    .recordException(JdkScaleOutAdapter::signalsOutage)
                    .ignoreException(JdkScaleOutAdapter::saysNothing)
                    .build());
    private HttpServer server;
    private JdkScaleOutAdapter adapter;
    private volatile int status = 200;
    private volatile String body;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        body = accepted("ddm-test", "job-1");
        adapter = adapter(Duration.ofSeconds(15), refused -> TOKEN);
    }

    @AfterEach
    void stop() {
        tokenArrives.countDown();
        adapter.close();
        server.stop(0);
    }

    @Test
    void a_token_that_does_not_come_by_the_deadline_ends_the_call_unsent() {
        adapter = adapter(Duration.ofMillis(200), this::slowly);

        assertThatExceptionOfType(ProviderUnavailableException.class)
                .isThrownBy(() -> adapter.scaleOut(INSTANCE, ONE_NODE));

        assertThat(requests).hasValue(0);
        assertThat(heardOf()).isZero();
    }

    @Test
    void closing_while_a_token_is_awaited_ends_the_call_unsent() throws InterruptedException {
        adapter = adapter(Duration.ofSeconds(15), this::slowly);
        CompletableFuture<ScaleOutReceipt> call =
                CompletableFuture.supplyAsync(() -> adapter.scaleOut(INSTANCE, ONE_NODE));
        assertThat(tokenAsked.await(10, TimeUnit.SECONDS)).isTrue();

        adapter.close();

        assertThatExceptionOfType(ProviderUnavailableException.class).isThrownBy(() -> ended(call));
        tokenArrives.countDown();
        assertThat(requests).hasValue(0);
        assertThat(heardOf()).isZero();
    }

    @Test
    void an_interrupt_while_a_token_is_awaited_ends_the_call_unsent() {
        adapter = adapter(Duration.ofSeconds(15), this::slowly);
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(ProviderUnavailableException.class)
                .isThrownBy(() -> adapter.scaleOut(INSTANCE, ONE_NODE));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(requests).hasValue(0);
        assertThat(heardOf()).isZero();
    }

    @Test
    void a_call_after_closing_teaches_the_breaker_nothing() {
        adapter.close();

        assertThatExceptionOfType(ProviderUnavailableException.class)
                .isThrownBy(() -> adapter.scaleOut(INSTANCE, ONE_NODE));

        assertThat(heardOf()).isZero();
    }

    @Test
    void a_call_that_was_throttled_shows_the_breaker_that_the_provider_is_alive() {
        status = 429;

        assertThatExceptionOfType(ProviderUnavailableException.class)
                .isThrownBy(() -> adapter.scaleOut(INSTANCE, ONE_NODE));

        assertThat(breaker.getMetrics().getNumberOfSuccessfulCalls()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "}", "x", "{}"})
    void something_after_the_json_of_an_answer_makes_it_unknown(String rest) {
        body += rest;

        assertThatExceptionOfType(OutcomeUnknownException.class).isThrownBy(() -> adapter.scaleOut(INSTANCE, ONE_NODE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'errCode':'DBS.300002'}",
                "{'error_code':'DBS.300002','error_msg':'x'}",
                "{'errorCode':'DBS.300002'}",
                "{'code':'DBS.300002'}",
                "{'error':{'code':'DBS.300002'}}",
                "{'errors':[{'error_code':'DBS.300002'}]}",
                "{'code':400,'errors':[{'error_code':'DBS.280001'},{'error_code':'DBS.300002'}]}",
                "{'code':404,'detail':{'code':'DBS.300400'}}",
                "{'errCode':'DBS.300002'} and more",
                "{'errCode':'DBS.300002','externalMessage':'breaks o"
            })
    void an_error_code_that_leaves_the_order_unknown_is_found_wherever_it_is(String error) {
        status = 400;
        body = error.replace('\'', '"');

        assertThatExceptionOfType(OutcomeUnknownException.class).isThrownBy(() -> adapter.scaleOut(INSTANCE, ONE_NODE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'errCode':'DBS.280001','externalMessage':'no'}", "{'error':{'code':'x'}}", "", "[1]"})
    void without_such_a_code_a_400_is_a_refusal(String error) {
        status = 400;
        body = error.replace('\'', '"');

        assertThatExceptionOfType(ScaleOutRejectedException.class)
                .isThrownBy(() -> adapter.scaleOut(INSTANCE, ONE_NODE));
    }

    @Test
    void a_name_that_repeats_the_token_does_not_show_it() {
        body = accepted("called " + TOKEN, "job-1");

        assertThat(adapter.scaleOut(INSTANCE, ONE_NODE).instanceName()).contains("called ***");
    }

    @Test
    void an_id_that_repeats_the_token_does_not_show_it() {
        body = accepted("ddm-test", TOKEN);

        assertThatExceptionOfType(OutcomeUnknownException.class)
                .isThrownBy(() -> adapter.scaleOut(INSTANCE, ONE_NODE))
                .withMessageNotContaining(TOKEN);
    }

    @Test
    void an_answer_that_is_as_it_should_be_is_a_receipt() {
        assertThat(adapter.scaleOut(INSTANCE, ONE_NODE)).isInstanceOf(JobStarted.class);

        assertThat(requests).hasValue(1);
    }

    private JdkScaleOutAdapter adapter(Duration deadline, UnaryOperator<String> tokens) {
        URI project = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v2/619d/");
        return new JdkScaleOutAdapter(project, tokens, deadline, breaker);
    }

    private String slowly(String refused) {
        tokenAsked.countDown();
        try {
            tokenArrives.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return TOKEN;
    }

    /** How many calls the breaker has counted, as a failure or as a success. */
    private int heardOf() {
        return breaker.getMetrics().getNumberOfBufferedCalls();
    }

    private static void ended(CompletableFuture<ScaleOutReceipt> call) throws Throwable {
        try {
            call.get(10, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause();
        }
    }

    private static String accepted(String name, String job) {
        return "{\"instanceId\":\"" + INSTANCE + "\",\"instanceName\":\"" + name + "\",\"jobId\":\"" + job + "\"}";
    }
}
