/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import com.fasterxml.jackson.annotation.JsonProperty;
import feign.Client;
import feign.Feign;
import feign.Headers;
import feign.Param;
import feign.RequestLine;
import feign.jackson.JacksonDecoder;
import feign.jackson.JacksonEncoder;
import java.io.IOException;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.URI;
import java.util.List;

/** Feign as its front page shows it: defaults, and its codec for Jackson. */
public class FeignSubject implements Subject {

    private Api api;

    @Override
    public final void open(Target target) {
        Feign.Builder builder = builder(target);
        if (target.fresh()) {
            builder.requestInterceptor(request -> request.header("Connection", "close"));
        }
        api = builder.encoder(new JacksonEncoder())
                .decoder(new JacksonDecoder())
                .target(Api.class, target.server().toString());
    }

    /** Feign with its transport. */
    protected Feign.Builder builder(Target target) {
        Feign.Builder builder = Feign.builder();
        target.proxy().ifPresent(address -> {
            // Its own credentials for proxies do not get into a tunnel: the JDK takes those of its authenticator.
            Authenticator.setDefault(new Authenticator() {
                @Override
                protected PasswordAuthentication getPasswordAuthentication() {
                    return new PasswordAuthentication(Target.PROXY_USER, Target.PROXY_PASSWORD.toCharArray());
                }
            });
            builder.client(new Client.Proxied(null, null, proxy(address)));
        });
        return builder;
    }

    static Proxy proxy(URI address) {
        return new Proxy(Proxy.Type.HTTP, new InetSocketAddress(address.getHost(), address.getPort()));
    }

    @Override
    public final void order() {
        Exchange.requireJob(api.enlarge(
                        Exchange.TOKEN, Exchange.PROJECT, Exchange.INSTANCE, new Order(Exchange.FLAVOR, Exchange.NODES))
                .jobId());
    }

    @Override
    public final void read() {
        Instance instance = api.instance(Exchange.TOKEN, Exchange.PROJECT, Exchange.INSTANCE);
        Nodes nodes = api.nodes(Exchange.TOKEN, Exchange.PROJECT, Exchange.INSTANCE);
        Groups groups = api.groups(Exchange.TOKEN, Exchange.PROJECT, Exchange.INSTANCE);
        Exchange.requireInstance(
                instance.id(),
                instance.status(),
                nodes.nodes().size(),
                groups.groups().stream().mapToInt(group -> group.nodes().size()).sum());
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

        @RequestLine("GET /v1/{project}/instances/{instance}")
        @Headers({"Content-Type: application/json", "X-Auth-Token: {token}"})
        Instance instance(
                @Param("token") String token, @Param("project") String project, @Param("instance") String instance);

        @RequestLine("GET /v1/{project}/instances/{instance}/nodes?limit=128")
        @Headers({"Content-Type: application/json", "X-Auth-Token: {token}"})
        Nodes nodes(@Param("token") String token, @Param("project") String project, @Param("instance") String instance);

        @RequestLine("GET /v3/{project}/instances/{instance}/groups?limit=100")
        @Headers({"Content-Type: application/json", "X-Auth-Token: {token}"})
        Groups groups(
                @Param("token") String token, @Param("project") String project, @Param("instance") String instance);
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
