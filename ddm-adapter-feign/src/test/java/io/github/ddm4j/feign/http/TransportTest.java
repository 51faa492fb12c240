/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.http;

import static io.github.ddm4j.feign.HostileServer.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.feign.HostileServer;
import io.github.ddm4j.feign.HostileServer.Act;
import io.github.ddm4j.feign.Wire;
import io.github.ddm4j.feign.http.HttpFailure.Kind;
import io.github.ddm4j.feign.http.Transport.Attempt;
import io.github.ddm4j.feign.http.Transport.Authenticator;
import io.github.ddm4j.feign.http.Transport.Credentials;
import io.github.ddm4j.feign.http.Transport.Request;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who gets which connection, what becomes of it afterwards, and what a failure says. */
@Timeout(20)
class TransportTest {

    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(50);

    private final HostileServer server = HostileServer.start();
    private final BlockingQueue<String> ends = new LinkedBlockingQueue<>();
    private Transport transport = transport(http -> {});

    @AfterEach
    void stop() {
        transport.close();
        server.close();
    }

    @Test
    void a_read_whose_answer_was_good_leaves_its_connection_for_the_next_one() {
        assertThat(read()).isEqualTo(200);
        assertThat(read()).isEqualTo(200);

        assertThat(server.connections()).isEqualTo(1);
        assertThat(server.received())
                .extracting(request -> request.header("Connection"))
                .containsExactly("keep-alive", "keep-alive");
    }

    @Test
    void a_read_whose_answer_was_not_found_good_leaves_none() throws Exception {
        server.otherwise(watched(reply(200, "{}")));
        try (Attempt attempt = Attempt.within(LONG)) {
            call("GET", attempt);
        }

        assertThat(end()).isEqualTo("FIN");
        read();
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void an_order_uses_no_connection_of_a_read_and_leaves_none() throws Exception {
        read();
        server.then(watched(reply(200, "{}")));
        try (Attempt attempt = Attempt.within(LONG)) {
            call("POST", attempt);
            attempt.keep();
        }

        assertThat(end()).isEqualTo("FIN");
        assertThat(server.connections()).isEqualTo(2);
        assertThat(server.received().get(1).header("Connection")).isEqualTo("close");
    }

    @Test
    void where_connections_are_not_to_be_used_again_a_read_leaves_none_and_says_so() throws Exception {
        use(http -> http.reuseConnections(false));
        server.otherwise(watched(reply(200, "{}")));

        read();

        assertThat(end()).isEqualTo("FIN");
        assertThat(server.received().get(0).header("Connection")).isEqualTo("close");
    }

    @Test
    void a_server_that_announces_the_end_of_the_connection_is_believed() throws Exception {
        server.otherwise(watched(reply(200, "{}", "Connection: close")));

        read();

        assertThat(end()).isEqualTo("FIN");
        read();
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void an_answer_that_was_not_read_to_its_end_ends_the_connection_at_once() throws Exception {
        use(http -> http.maxResponseBytes(1_000));
        server.otherwise(watched(reply(404, "x".repeat(5_000))));

        assertThat(read()).isEqualTo(404);

        assertThat(end()).isEqualTo("reset");
        assertThat(read()).isEqualTo(404);
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void an_attempt_holds_its_place_until_it_is_settled_and_gives_it_back_once() {
        use(http -> http.maxConnections(1));
        Attempt first = Attempt.within(LONG);
        call("GET", first);
        assertThat(failure("GET", SHORT).why()).isEqualTo("the deadline passed");

        first.keep();
        first.close();
        first.close();
        try (Attempt second = Attempt.within(LONG)) {
            assertThat(call("GET", second)).isEqualTo(200);
            assertThat(failure("GET", SHORT).kind()).isEqualTo(Kind.NOT_SENT);
        }
    }

    @Test
    void a_connection_at_rest_makes_room_for_an_order_when_all_places_are_taken() throws Exception {
        use(http -> http.maxConnections(2));
        server.then(watched(reply(200, "{}")), watched(reply(200, "{}")));
        try (Attempt one = Attempt.within(LONG);
                Attempt other = Attempt.within(LONG)) {
            call("GET", one);
            call("GET", other);
            one.keep();
            other.keep();
        }
        assertThat(ends).isEmpty();

        server.otherwise(peer -> {
            ends.add("order");
            reply(200, "{}").on(peer);
        });
        try (Attempt order = Attempt.within(LONG)) {
            assertThat(call("POST", order)).isEqualTo(200);
        }

        assertThat(List.of(end(), end())).containsExactlyInAnyOrder("FIN", "order");
        assertThat(ends).as("the other one rests on").isEmpty();
    }

    @Test
    void after_a_401_the_second_request_does_not_wait_for_the_place_of_the_first() {
        use(http -> http.maxConnections(1));
        server.then(reply(401, "{}"));

        try (Attempt attempt = Attempt.within(LONG)) {
            HttpAnswer answer = transport.exchange(request("GET"), renewing("old-token", "new-token"), attempt);
            assertThat(answer.status()).isEqualTo(200);
        }

        assertThat(server.received())
                .extracting(request -> request.header("X-Token"))
                .containsExactly("old-token", "new-token");
    }

    @Test
    void a_401_stays_one_where_there_are_no_newer_credentials() {
        server.otherwise(reply(401, "{}"));

        assertThat(read()).isEqualTo(401);

        assertThat(server.received()).hasSize(1);
    }

    @Test
    void a_request_without_a_body_announces_none() {
        try (Attempt attempt = Attempt.within(LONG)) {
            call("POST", attempt);
        }

        assertThat(server.received().get(0).header("Content-Length")).isEmpty();
    }

    @Test
    void a_source_of_credentials_that_fails_leaves_the_request_unsent_and_shows_its_failure() {
        IllegalStateException down = new IllegalStateException("vault sealed");
        for (Throwable thrown : List.of(down, new StackOverflowError())) {
            HttpFailure failure = failureOf(request -> sneak(thrown));
            assertThat(failure.kind()).isEqualTo(Kind.NOT_SENT);
            assertThat(failure.why()).isEqualTo("no credentials could be had");
            assertThat(failure).hasCause(thrown);
        }
        assertThat(failureOf(request -> null).kind()).isEqualTo(Kind.NOT_SENT);
        assertThat(server.received()).isEmpty();
    }

    @Test
    void a_source_of_credentials_that_says_what_is_wrong_is_quoted() {
        ProviderUnavailableException told = ProviderUnavailableException.notAttempted("IAM is down", null);

        assertThat(catchThrowableOfType(
                        ProviderUnavailableException.class,
                        () -> exchange(request -> {
                            throw told;
                        })))
                .isSameAs(told);
    }

    @Test
    void nothing_that_authenticates_is_shown_or_repeated_where_nothing_authenticates() {
        Authenticator none = Authenticator.none("a-secret-of-the-body");

        Credentials credentials = none.credentials(request("POST"));
        assertThat(credentials.headers()).isEmpty();
        assertThat(credentials.secrets()).containsExactly("a-secret-of-the-body");
        assertThat(credentials).hasToString("***");
        assertThat(none.newer(credentials, request("POST"), HttpAnswer.of(401, new byte[0])))
                .isEmpty();
        assertThat(none.hasSignedWith("AKID")).isFalse();
    }

    @Test
    void a_provider_that_cannot_be_reached_got_nothing() {
        server.close();

        HttpFailure failure = failure("POST", LONG);

        assertThat(failure.kind()).isEqualTo(Kind.NOT_SENT);
        assertThat(failure.why()).isEqualTo("ConnectException");
        assertThat(failure).hasCauseInstanceOf(IOException.class);
        assertThat(failure.answer()).isNull();
    }

    @Test
    void a_request_that_left_may_have_arrived_however_its_answer_got_lost() {
        server.then(HostileServer.hangUp(), HostileServer.reset(), HostileServer.raw("nonsense\r\n\r\n"));
        for (int call = 0; call < 3; call++) {
            assertThat(failure("POST", LONG).kind()).isEqualTo(Kind.NO_ANSWER);
        }
        server.then(HostileServer.stallAfter(""));
        assertThat(failure("POST", Duration.ofMillis(300)))
                .returns(Kind.NO_ANSWER, HttpFailure::kind)
                .returns("the deadline passed", HttpFailure::why);
        server.then(reply(200, "x".repeat(2_000_000)));
        HttpFailure unusable = failure("POST", LONG);
        assertThat(unusable.kind()).isEqualTo(Kind.UNUSABLE_ANSWER);
        assertThat(unusable.answer()).isNotNull().returns(200, HttpAnswer::status);
    }

    @Test
    void closing_says_goodbye_to_connections_at_rest_and_refuses_what_comes_later() throws Exception {
        server.otherwise(watched(reply(200, "{}")));
        read();
        assertThat(transport.closed()).isFalse();

        transport.close();

        assertThat(end()).isEqualTo("FIN");
        assertThat(transport.closed()).isTrue();
        assertThat(failure("GET", LONG))
                .returns(Kind.GIVEN_UP_UNSENT, HttpFailure::kind)
                .returns("the adapter was closed", HttpFailure::why);
    }

    @Test
    void closing_ends_the_wait_for_a_place() throws Exception {
        use(http -> http.maxConnections(1));
        try (Attempt first = Attempt.within(LONG)) {
            call("GET", first);
            var waiting = Wire.inThread(() -> failure("GET", Duration.ofHours(1)));

            transport.close();

            assertThat(waiting.get(10, TimeUnit.SECONDS).kind()).isEqualTo(Kind.GIVEN_UP_UNSENT);
        }
    }

    @Test
    void a_call_whose_thread_is_interrupted_is_given_up_and_says_whether_it_had_left() {
        Thread caller = Thread.currentThread();
        server.then(peer -> {
            caller.interrupt();
            peer.awaitClientGone();
        });
        assertThat(failure("POST", LONG))
                .returns(Kind.GIVEN_UP, HttpFailure::kind)
                .returns("the calling thread was interrupted", HttpFailure::why);

        assertThat(failure("POST", LONG)).returns(Kind.GIVEN_UP_UNSENT, HttpFailure::kind);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(server.received()).hasSize(1);
    }

    @Test
    void the_deadline_holds_on_a_connection_that_was_used_before_as_well() {
        read();
        server.then(HostileServer.stallAfter(""));

        assertThat(failure("GET", Duration.ofMillis(300)).why()).isEqualTo("the deadline passed");

        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void a_pause_takes_its_time() throws Exception {
        long from = System.nanoTime();

        transport.sleep(Duration.ofMillis(5));

        assertThat(System.nanoTime() - from)
                .isGreaterThanOrEqualTo(Duration.ofMillis(5).toNanos());
    }

    @Test
    void a_pause_is_over_when_the_transport_is_closed() throws Exception {
        transport.close();

        transport.sleep(Duration.ofHours(1));

        assertThat(transport.closed()).isTrue();
    }

    private Transport transport(Consumer<HttpSettings.Builder> settings) {
        HttpSettings.Builder http = HttpSettings.builder();
        settings.accept(http);
        return new Transport(server.uri(), http.build());
    }

    private void use(Consumer<HttpSettings.Builder> settings) {
        transport = transport(settings);
    }

    private Request request(String method) {
        return new Request(method, server.uri().resolve("/x"), Map.of(), new byte[0], null);
    }

    private int call(String method, Attempt attempt) {
        return transport
                .exchange(request(method), Authenticator.none(), attempt)
                .status();
    }

    /** Reads, and is content with the answer. */
    private int read() {
        try (Attempt attempt = Attempt.within(LONG)) {
            int status = call("GET", attempt);
            attempt.keep();
            return status;
        }
    }

    private HttpFailure failure(String method, Duration time) {
        return catchThrowableOfType(HttpFailure.class, () -> {
            try (Attempt attempt = Attempt.within(time)) {
                call(method, attempt);
            }
        });
    }

    /** A source of credentials. */
    private interface Source {
        Credentials of(Request request);
    }

    private HttpFailure failureOf(Source source) {
        return catchThrowableOfType(HttpFailure.class, () -> exchange(source));
    }

    private void exchange(Source source) {
        try (Attempt attempt = Attempt.within(LONG)) {
            transport.exchange(request("GET"), authenticator(source, null), attempt);
        }
    }

    private static Authenticator renewing(String token, String newer) {
        return authenticator(request -> credentials(token), credentials(newer));
    }

    private static Authenticator authenticator(Source source, Credentials newer) {
        return new Authenticator() {
            @Override
            public Credentials credentials(Request request) {
                return source.of(request);
            }

            @Override
            public Optional<Credentials> newer(Credentials refused, Request request, HttpAnswer refusal) {
                return Optional.ofNullable(newer);
            }
        };
    }

    private static Credentials credentials(String token) {
        return new Credentials(Map.of("X-Token", token), List.of(token), token);
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> Credentials sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }

    /** Does this, and then tells how the client ends the connection. */
    private Act watched(Act act) {
        return peer -> {
            act.on(peer);
            try {
                peer.awaitClientGone();
                ends.add("FIN");
            } catch (IOException reset) {
                ends.add("reset");
            }
        };
    }

    private String end() throws InterruptedException {
        return ends.poll(5, TimeUnit.SECONDS);
    }
}
