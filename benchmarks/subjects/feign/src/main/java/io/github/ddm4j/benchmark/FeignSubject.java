/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import com.fasterxml.jackson.annotation.JsonProperty;
import feign.Feign;
import feign.Headers;
import feign.Param;
import feign.RequestLine;
import feign.jackson.JacksonDecoder;
import feign.jackson.JacksonEncoder;
import java.io.IOException;
import java.net.URI;

/** Feign as its front page shows it: defaults, and its codec for Jackson. */
public class FeignSubject implements Subject {

    private Api api = (token, project, instance, order) -> new Receipt(null, null, null);

    @Override
    public final void open(URI server) {
        api = builder()
                .encoder(new JacksonEncoder())
                .decoder(new JacksonDecoder())
                .target(Api.class, server.toString());
    }

    /** Feign with its transport. */
    protected Feign.Builder builder() {
        return Feign.builder();
    }

    @Override
    public final void call() {
        Exchange.requireJob(api.enlarge(
                        Exchange.TOKEN, Exchange.PROJECT, Exchange.INSTANCE, new Order(Exchange.FLAVOR, Exchange.NODES))
                .jobId());
    }

    @Override
    public void close() throws IOException {}

    interface Api {
        @RequestLine("POST /v2/{project}/instances/{instance}/action/enlarge")
        @Headers({"Content-Type: application/json", "X-Auth-Token: {token}"})
        Receipt enlarge(
                @Param("token") String token,
                @Param("project") String project,
                @Param("instance") String instance,
                Order order);
    }

    record Order(
            @JsonProperty("flavor_id") String flavorId,
            @JsonProperty("node_number") int nodeNumber) {}

    record Receipt(String instanceId, String instanceName, String jobId) {}
}
