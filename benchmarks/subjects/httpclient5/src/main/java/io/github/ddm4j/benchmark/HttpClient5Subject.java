/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/** The floor: HttpClient 5 with everything off that could send twice, and Jackson, by hand. */
public final class HttpClient5Subject implements Subject {

    private static final int CONNECTIONS = 10_000;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final ObjectWriter ORDER = JSON.writerFor(Order.class);
    private static final ObjectReader RECEIPT = JSON.readerFor(Receipt.class);
    private static final ObjectReader INSTANCE = JSON.readerFor(Instance.class);
    private static final ObjectReader NODES = JSON.readerFor(Nodes.class);
    private static final ObjectReader GROUPS = JSON.readerFor(Groups.class);

    private CloseableHttpClient http;
    private boolean fresh;
    private URI server = URI.create("");
    private URI order = URI.create("");

    @Override
    public void open(Target target) {
        server = target.server();
        order = server.resolve(Exchange.PATH);
        fresh = target.fresh();
        HttpClientBuilder builder = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnPerRoute(CONNECTIONS)
                        .setMaxConnTotal(CONNECTIONS)
                        .build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression();
        if (fresh) {
            builder.setConnectionReuseStrategy((request, response, context) -> false);
        }
        http = builder.build();
    }

    @Override
    public void order() throws IOException {
        HttpPost request = new HttpPost(order);
        request.setEntity(new ByteArrayEntity(
                ORDER.writeValueAsBytes(new Order(Exchange.FLAVOR, Exchange.NODES)), ContentType.APPLICATION_JSON));
        Exchange.requireJob(this.<Receipt>send(request, RECEIPT).jobId());
    }

    @Override
    public void read() throws IOException {
        Instance instance = get(Exchange.INSTANCE_PATH, INSTANCE);
        Nodes nodes = get(Exchange.NODES_PATH, NODES);
        Groups groups = get(Exchange.GROUPS_PATH, GROUPS);
        Exchange.requireInstance(
                instance.id(),
                instance.status(),
                nodes.nodes().size(),
                groups.groups().stream().mapToInt(group -> group.nodes().size()).sum());
    }

    private <T> T get(String path, ObjectReader reader) throws IOException {
        return send(new HttpGet(server.resolve(path)), reader);
    }

    private <T> T send(HttpUriRequestBase request, ObjectReader reader) throws IOException {
        request.setHeader("X-Auth-Token", Exchange.TOKEN);
        if (fresh) {
            request.setHeader("Connection", "close");
        }
        return http.execute(request, response -> read(response, reader));
    }

    private static <T> T read(ClassicHttpResponse response, ObjectReader reader) throws IOException {
        if (response.getCode() != 200) {
            throw new IOException("status " + response.getCode());
        }
        return reader.readValue(EntityUtils.toByteArray(response.getEntity()));
    }

    @Override
    public void close() throws IOException {
        http.close();
    }

    record Order(
            @JsonProperty("flavor_id") String flavorId,
            @JsonProperty("node_number") int nodeNumber) {}

    record Receipt(String instanceId, String instanceName, String jobId) {}

    record Instance(String id, String name, String status) {}

    record Nodes(List<Node> nodes) {}

    record Node(
            @JsonProperty("node_id") String id,
            String status,
            @JsonProperty("group_id") String groupId) {}

    record Groups(@JsonProperty("group_list") List<Group> groups) {}

    record Group(
            String id,
            String name,
            String role,
            @JsonProperty("node_list") List<GroupNode> nodes) {}

    record GroupNode(String id) {}
}
