/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.http;

import io.github.ddm4j.feign.FeignScaleOutAdapter;
import java.lang.reflect.Field;
import java.util.Arrays;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.CloseableHttpResponse;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;

/**
 * Takes the place of HttpClient inside an adapter, and answers at once. Lives in the adapter's package because the
 * adapter, rightly, has no door for this.
 */
public final class InMemoryHttp extends CloseableHttpClient {

    private final byte[] answer;

    private InMemoryHttp(byte[] answer) {
        this.answer = answer;
    }

    /** Cuts the network off an adapter; all that it sends is accepted with this answer. */
    public static void install(FeignScaleOutAdapter adapter, byte[] answer) {
        try {
            Object transport =
                    field(FeignScaleOutAdapter.class, Transport.class).get(adapter);
            field(Transport.class, CloseableHttpClient.class).set(transport, new InMemoryHttp(answer));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Field field(Class<?> owner, Class<?> type) {
        Field field = Arrays.stream(owner.getDeclaredFields())
                .filter(candidate -> candidate.getType() == type)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(owner + " has no " + type));
        field.setAccessible(true);
        return field;
    }

    @Override
    public ClassicHttpResponse executeOpen(HttpHost target, ClassicHttpRequest request, HttpContext context) {
        ((Exchange) request).handOver();
        BasicClassicHttpResponse response = new BasicClassicHttpResponse(200);
        response.addHeader("Content-Type", "application/json;charset=UTF-8");
        response.addHeader("X-Request-Id", "0d2a4c2b8c7e4f0e9a2d");
        response.setEntity(new ByteArrayEntity(answer, ContentType.APPLICATION_JSON));
        return response;
    }

    @Override
    protected CloseableHttpResponse doExecute(HttpHost target, ClassicHttpRequest request, HttpContext context) {
        throw new UnsupportedOperationException("the adapter calls executeOpen");
    }

    @Override
    public void close(CloseMode mode) {}

    @Override
    public void close() {}
}
