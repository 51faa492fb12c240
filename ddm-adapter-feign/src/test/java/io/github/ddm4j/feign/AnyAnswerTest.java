/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import static io.github.ddm4j.feign.HostileServer.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ddm4j.core.exception.InvalidScaleOutException;
import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.model.ScaleOutReceipt.JobStarted;
import io.github.ddm4j.core.model.ScaleOutReceipt.OrderPlaced;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever a server answers, a call ends in one of our outcomes, and a receipt names what was started. */
class AnyAnswerTest {

    private static HostileServer server;
    private static FeignScaleOutAdapter adapter;

    @BeforeContainer
    static void start() {
        server = HostileServer.start();
        adapter = Wire.adapter(server)
                .circuitBreakerRegistry(CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
                        .minimumNumberOfCalls(100_000)
                        .slidingWindowSize(100_000)
                        .build()))
                .build();
    }

    @AfterContainer
    static void stop() {
        adapter.close();
        server.close();
    }

    @Property
    void any_bytes_with_any_status(@ForAll @IntRange(min = 200, max = 599) int status, @ForAll byte[] body) {
        assertHonest(status, body);
    }

    @Property
    void anything_that_looks_like_a_receipt(@ForAll("nearReceipts") String body) {
        assertHonest(200, body.getBytes(StandardCharsets.UTF_8));
    }

    @Property
    void a_beginning_of_a_receipt_is_none(@ForAll("nearReceipts") String body, @ForAll("parts") double part) {
        server.then(reply(200, body.substring(0, (int) (body.length() * part))));

        assertThat(catchThrowable(() -> adapter.scaleOut(Wire.INSTANCE, Wire.ONE_NODE)))
                .isInstanceOf(OutcomeUnknownException.class);
    }

    @Provide
    Arbitrary<Double> parts() {
        return Arbitraries.doubles().between(0, true, 1, false);
    }

    @Provide
    Arbitrary<String> nearReceipts() {
        Arbitrary<String> names = Arbitraries.of("jobId", "orderId", "instanceId", "job_id", "errCode");
        Arbitrary<String> values = Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(40).map(text -> '"' + text + '"'),
                Arbitraries.of("\"1eb697c0-1842\"", "\"" + Wire.INSTANCE + "\"", "null", "true", "[]", "{}", "1e9"));
        return net.jqwik.api.Combinators.combine(names, values)
                .as((name, value) -> '"' + name + "\":" + value)
                .list()
                .ofMaxSize(4)
                .map(fields -> '{' + String.join(",", fields) + '}');
    }

    private static void assertHonest(int status, byte[] body) {
        long before = server.posts();
        server.then(reply(status, body));
        try {
            ScaleOutReceipt receipt = adapter.scaleOut(Wire.INSTANCE, Wire.ONE_NODE);
            assertThat(status).isBetween(200, 299);
            String id = receipt instanceof JobStarted job
                    ? job.jobId().value()
                    : ((OrderPlaced) receipt).orderId().value();
            assertThat(new String(body, StandardCharsets.UTF_8)).contains('"' + id + '"');
        } catch (ScaleOutException outcome) {
            assertThat(outcome).isNotInstanceOf(InvalidScaleOutException.class);
        }
        assertThat(server.posts()).isEqualTo(before + 1);
    }
}
