/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import static io.github.ddm4j.feign.HostileServer.reply;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.core.model.OrderTrace;
import io.github.ddm4j.core.port.AuditPort;
import io.github.ddm4j.feign.auth.AccessKey;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** An adapter with an audit log that answers as a test says, and the texts of traces. */
abstract class AuditLogReads {

    static final String OUR_KEY = "OURACCESSKEYID000001";
    static final String OTHER_KEY = "THEIRACCESSKEY000002";

    /** The beginning of {@link MutableClock}. */
    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    static final Instant SINCE = NOW.minus(Duration.ofMinutes(20));
    static final long TIME = NOW.minusSeconds(60).toEpochMilli();

    final HostileServer ddm = HostileServer.start();
    final HostileServer cts = HostileServer.start();
    final MutableClock clock = new MutableClock();
    final CircuitBreakerRegistry registry = CircuitBreakerRegistry.ofDefaults();
    FeignScaleOutAdapter adapter = adapter(AuditSettings.of(cts.uri()));

    @AfterEach
    void stop() {
        adapter.close();
        cts.close();
        ddm.close();
    }

    FeignScaleOutAdapter adapter(AuditSettings settings) {
        return FeignScaleOutAdapter.builder(
                        ddm.uri(), Wire.PROJECT, AccessKey.of(OUR_KEY, "secret-of-the-key-0123456789"))
                .http(http -> http.deadline(Duration.ofSeconds(5)))
                .clock(clock)
                .circuitBreakerRegistry(registry)
                .sleeper(pause -> {})
                .audit(settings)
                .build();
    }

    void given(AuditSettings.Builder settings) {
        adapter.close();
        adapter = adapter(settings.build());
    }

    AuditPort.Page page() {
        return page(Optional.empty());
    }

    AuditPort.Page page(Optional<String> marker) {
        return adapter.auditPort().orElseThrow().orderTraces(Wire.INSTANCE, SINCE, marker);
    }

    /** The page that this answer makes. */
    AuditPort.Page page(String body) {
        cts.otherwise(reply(200, body));
        return page();
    }

    OrderTrace only(String trace) {
        cts.otherwise(reply(200, traces(trace)));
        assertThat(page().traces()).hasSize(1);
        return page().traces().get(0);
    }

    static String traces(String... traces) {
        return "{\"traces\":[" + String.join(",", traces) + "],\"meta_data\":{\"count\":1,\"marker\":null}}";
    }

    /** A trace with nothing but what it has to have, and these fields. */
    static String trace(String fields) {
        return "{\"trace_id\":\"t-1\",\"trace_name\":\"enlargeNode\",\"time\":" + TIME
                + (fields.isEmpty() ? "" : "," + fields) + "}";
    }

    /** The same under an id of its own. */
    static String trace(String id, String fields) {
        return trace(fields).replace("t-1", id);
    }

    static String user(String name, String key) {
        return "\"trace_type\":\"ApiCall\",\"user\":{\"name\":\"" + name + "\",\"access_key_id\":\"" + key + "\"}";
    }

    static String quoted(String json) {
        return "\"" + json.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
