/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.net.URI;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/** The floor: HttpClient 5 with everything off that could send twice, and Jackson, by hand. */
public final class HttpClient5Subject implements Subject {

    private static final int CONNECTIONS = 10_000;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectWriter ORDER = JSON.writerFor(Order.class);
    private static final ObjectReader RECEIPT = JSON.readerFor(Receipt.class);

    private final CloseableHttpClient http = HttpClients.custom()
            .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                    .setMaxConnPerRoute(CONNECTIONS)
                    .setMaxConnTotal(CONNECTIONS)
                    .build())
            .disableAutomaticRetries()
            .disableRedirectHandling()
            .disableCookieManagement()
            .disableAuthCaching()
            .disableContentCompression()
            .build();
    private URI uri = URI.create("");

    @Override
    public void open(URI server) {
        uri = server.resolve(Exchange.PATH);
    }

    @Override
    public void call() throws IOException {
        HttpPost request = new HttpPost(uri);
        request.setHeader("X-Auth-Token", Exchange.TOKEN);
        request.setEntity(new ByteArrayEntity(
                ORDER.writeValueAsBytes(new Order(Exchange.FLAVOR, Exchange.NODES)), ContentType.APPLICATION_JSON));
        Exchange.requireJob(http.execute(request, HttpClient5Subject::receipt).jobId());
    }

    private static Receipt receipt(ClassicHttpResponse response) throws IOException {
        if (response.getCode() != 200) {
            throw new IOException("status " + response.getCode());
        }
        return RECEIPT.readValue(EntityUtils.toByteArray(response.getEntity()));
    }

    @Override
    public void close() throws IOException {
        http.close();
    }

    record Order(
            @JsonProperty("flavor_id") String flavorId,
            @JsonProperty("node_number") int nodeNumber) {}

    record Receipt(String instanceId, String instanceName, String jobId) {}
}
