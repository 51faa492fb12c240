/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.ScaleOutReceipt.JobStarted;
import io.github.ddm4j.feign.HostileServer.Act;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that a gateway has compressed, though it was asked not to. */
class ContentEncodingTest {

    private final HostileServer server = HostileServer.start();
    private final FeignScaleOutAdapter adapter = Wire.adapter(server).build();

    @AfterEach
    void stop() {
        adapter.close();
        server.close();
    }

    @Test
    void bodies_are_asked_for_as_they_are() {
        server.then(HostileServer.reply(200, Wire.STARTED));
        order();

        assertThat(server.received().get(0).header("Accept-Encoding")).isEqualTo("identity");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "GZIP", "x-gzip", "identity, gzip"})
    void a_receipt_is_read_though_it_is_compressed(String encoding) {
        server.then(encoded(200, encoding, gzip(Wire.STARTED)));

        assertThat(order()).isInstanceOf(JobStarted.class);
    }

    @Test
    void a_refusal_is_read_though_it_is_compressed() {
        server.then(encoded(400, "gzip", gzip("{\"errCode\":\"DBS.200019\"}")));

        assertThat(order()).isInstanceOfSatisfying(ScaleOutRejectedException.class, rejected -> {
            assertThat(rejected.reason()).isEqualTo(RejectionReason.INSTANCE_BUSY);
            assertThat(rejected.errorCode()).contains("DBS.200019");
        });
    }

    @Test
    void a_list_is_read_though_it_is_compressed() {
        server.then(encoded(200, "gzip", gzip("{\"jobs\":[{\"id\":\"j\",\"status\":\"Running\"}],\"total\":1}")));

        assertThat(adapter.jobsSince(Instant.EPOCH)).extracting(Job::id).containsExactly(new JobId("j"));
    }

    @Test
    void a_bomb_ends_at_the_cap() {
        server.then(encoded(200, "gzip", gzip(" ".repeat(50_000_000))));

        assertThat(order()).isInstanceOfSatisfying(OutcomeUnknownException.class, unknown -> assertThat(unknown)
                .hasMessageContaining("its body is longer than 1048576 bytes"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "deflate", "gzip, gzip", "gzip, br"})
    void what_cannot_be_unpacked_is_no_answer(String encoding) {
        server.then(encoded(200, encoding, gzip(Wire.STARTED)));

        assertThat(order()).isInstanceOf(OutcomeUnknownException.class);
    }

    @Test
    void what_is_cut_or_broken_is_no_answer_but_an_error_stays_one() {
        byte[] whole = gzip(Wire.STARTED);
        server.then(
                encoded(200, "gzip", Arrays.copyOf(whole, whole.length - 4)),
                encoded(200, "gzip", Wire.STARTED.getBytes(StandardCharsets.UTF_8)),
                encoded(404, "gzip", Arrays.copyOf(whole, 12)));

        assertThat(order()).isInstanceOf(OutcomeUnknownException.class);
        assertThat(order()).isInstanceOf(OutcomeUnknownException.class);
        assertThat(order()).isInstanceOf(ScaleOutRejectedException.class);
    }

    private Object order() {
        Object[] receipt = new Object[1];
        Throwable thrown = catchThrowable(() -> receipt[0] = adapter.scaleOut(Wire.INSTANCE, Wire.ONE_NODE));
        return thrown == null ? receipt[0] : thrown;
    }

    private static Act encoded(int status, String encoding, byte[] body) {
        return peer -> {
            peer.send(("HTTP/1.1 " + status + " X\r\nContent-Encoding: " + encoding + "\r\nContent-Length: "
                            + body.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            peer.send(body);
        };
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }
}
