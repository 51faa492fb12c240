/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** The JDK's own HTTP client and Jackson, by hand. */
public final class JavaNetHttpSubject implements Subject {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectWriter ORDER = JSON.writerFor(Order.class);
    private static final ObjectReader RECEIPT = JSON.readerFor(Receipt.class);

    private HttpClient http;
    private URI uri = URI.create("");

    @Override
    public void open(Target target) {
        HttpClient.Builder builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
        target.proxy().ifPresent(proxy -> through(proxy, builder));
        http = builder.build();
        uri = target.server().resolve(Exchange.PATH);
    }

    private static void through(URI proxy, HttpClient.Builder builder) {
        builder.proxy(ProxySelector.of(new InetSocketAddress(proxy.getHost(), proxy.getPort())))
                .authenticator(new Authenticator() {
                    @Override
                    protected PasswordAuthentication getPasswordAuthentication() {
                        return new PasswordAuthentication(Target.PROXY_USER, Target.PROXY_PASSWORD.toCharArray());
                    }
                });
    }

    @Override
    public void order() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .header("X-Auth-Token", Exchange.TOKEN)
                .POST(BodyPublishers.ofByteArray(ORDER.writeValueAsBytes(new Order(Exchange.FLAVOR, Exchange.NODES))))
                .build();
        HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IOException("status " + response.statusCode());
        }
        Receipt receipt = RECEIPT.readValue(response.body());
        Exchange.requireJob(receipt.jobId());
    }

    @Override
    public void close() {}

    record Order(
            @JsonProperty("flavor_id") String flavorId,
            @JsonProperty("node_number") int nodeNumber) {}

    record Receipt(String instanceId, String instanceName, String jobId) {}
}
