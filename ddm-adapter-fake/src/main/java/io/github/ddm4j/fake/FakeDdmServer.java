/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import io.github.ddm4j.fake.internal.api.ApiGateway;
import io.github.ddm4j.fake.internal.cloud.CloudCore;
import io.github.ddm4j.fake.internal.http.ServerPort;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * A {@link FakeCloud} behind the documented HTTP API, on a port of loopback: for clients in any language. DDM and IAM are
 * served on the same port. Faults are played on the wire, and their delays take real time, whatever the cloud's clock
 * shows. Thread-safe.
 *
 * <table>
 *   <caption>What is served</caption>
 *   <tr><th>call</th><th>path</th></tr>
 *   <tr><td>scale out</td><td>{@code POST /v2/{project_id}/instances/{instance_id}/action/enlarge}</td></tr>
 *   <tr><td>instances</td><td>{@code GET /v1|v3/{project_id}/instances[/{instance_id}]}</td></tr>
 *   <tr><td>nodes</td><td>{@code GET /v1/{project_id}/instances/{instance_id}/nodes}</td></tr>
 *   <tr><td>one node</td><td>{@code GET /v1|v3/{project_id}/instances/{instance_id}/nodes/{node_id}}</td></tr>
 *   <tr><td>node groups</td><td>{@code GET /v3/{project_id}/instances/{instance_id}/groups}</td></tr>
 *   <tr><td>schemas, with their RDS instances</td>
 *       <td>{@code GET /v1/{project_id}/instances/{instance_id}/databases}</td></tr>
 *   <tr><td>one schema</td><td>{@code GET /v1|v3/{project_id}/instances/{instance_id}/databases/{name}}</td></tr>
 *   <tr><td>engines</td><td>{@code GET /v2|v3/{project_id}/engines}</td></tr>
 *   <tr><td>classes of nodes</td><td>{@code GET /v2|v3/{project_id}/flavors}</td></tr>
 *   <tr><td>one job</td><td>{@code GET /v3/{project_id}/jobs/{job_id}}</td></tr>
 *   <tr><td>jobs</td><td>{@code GET /v3/{project_id}/jobs}</td></tr>
 *   <tr><td>token</td><td>{@code POST|GET /v3/auth/tokens}</td></tr>
 *   <tr><td>catalog, domain</td><td>{@code GET /v3/auth/catalog}, {@code GET /v3/auth/domains}</td></tr>
 *   <tr><td>projects</td><td>{@code GET /v3/projects}, {@code GET /v3/auth/projects}</td></tr>
 * </table>
 *
 * @since 0.1.0
 */
public final class FakeDdmServer implements AutoCloseable {

    private final CountDownLatch closed = new CountDownLatch(1);
    private final CloudCore cloud;
    private final ServerPort listener;
    private final Consumer<Boolean> watcher;

    private FakeDdmServer(FakeCloud cloud, int port) {
        this.cloud = cloud.core();
        ApiGateway gateway = new ApiGateway(this.cloud, closed, entry -> {});
        this.listener = new ServerPort(InetAddress.getLoopbackAddress(), port, gateway, Duration.ofMinutes(1));
        this.watcher = listener::setReachable;
        this.cloud.watch(watcher);
    }

    /** Serves a cloud on a free port. */
    public static FakeDdmServer start(FakeCloud cloud) {
        return start(cloud, 0);
    }

    /**
     * Serves a cloud.
     *
     * @param port from 1 to 65535, or 0 for one that is free
     * @throws java.io.UncheckedIOException if the port is taken
     */
    public static FakeDdmServer start(FakeCloud cloud, int port) {
        return new FakeDdmServer(cloud, port);
    }

    /** Its address, such as {@code http://127.0.0.1:41235}; the endpoint of DDM and of IAM. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + listener.port());
    }

    /** Closes the port and all connections; returns when no thread of the server is left. */
    @Override
    public void close() {
        cloud.unwatch(watcher);
        closed.countDown();
        listener.close();
    }
}
