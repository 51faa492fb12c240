/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.ProjectId;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.feign.auth.AuthTokenProvider;
import io.github.ddm4j.feign.http.HttpSettings;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/** Values and adapters for tests at the wire. */
public final class Wire {

    public static final ProjectId PROJECT = new ProjectId("619d3e78f61b4be68bc5aa0b59edcf7b");
    public static final InstanceId INSTANCE = new InstanceId("28e8841d0b9c4f6a9a30742ee60e1068in09");
    public static final String FLAVOR = "8f2e696c-a9c1-30bd-af90-25522bc67606";
    public static final ScaleOutRequest ONE_NODE =
            ScaleOutRequest.builder(FLAVOR, 1).build();
    public static final String TOKEN = "canary-token-0123456789abcdef";
    public static final String STARTED = page("response-200.json");
    public static final String ORDERED = "{\"instanceId\":\"" + INSTANCE + "\",\"orderId\":\"CS1810251738L8VVD\"}";

    private Wire() {}

    /** A file of the API page's examples. */
    public static String page(String name) {
        try (InputStream file = Wire.class.getResourceAsStream("/api-page/" + name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static FeignScaleOutAdapter.Builder adapter(HostileServer server) {
        return FeignScaleOutAdapter.builder(server.uri(), PROJECT, AuthTokenProvider.fixed(TOKEN))
                .http(http -> http.deadline(Duration.ofSeconds(5)));
    }

    /** Trusts whom this context trusts, and shows its certificate. */
    public static Consumer<HttpSettings.Builder> trusting(SSLContext context) {
        return http -> http.sslContext(context);
    }

    /** Runs in a thread of its own, however few the common pool has. */
    public static <T> CompletableFuture<T> inThread(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, task -> new Thread(task).start());
    }

    public static CircuitBreaker breaker(CircuitBreakerRegistry registry) {
        return registry.circuitBreaker("ddm-scale-out");
    }
}
