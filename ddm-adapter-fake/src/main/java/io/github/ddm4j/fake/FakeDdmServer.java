/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import static java.util.Objects.requireNonNull;

import io.github.ddm4j.fake.internal.api.ApiGateway;
import io.github.ddm4j.fake.internal.cloud.CloudCore;
import io.github.ddm4j.fake.internal.cloud.RequestLog;
import io.github.ddm4j.fake.internal.control.ControlDesk;
import io.github.ddm4j.fake.internal.control.FrontDoor;
import io.github.ddm4j.fake.internal.http.RequestHandler;
import io.github.ddm4j.fake.internal.http.ServerPort;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A {@link FakeCloud} behind the documented HTTP API, on a port of loopback: for clients in any language. DDM, IAM
 * and CTS, which keeps the audit log, are served on the same port. Faults are played on the wire, and their delays take real time, whatever the cloud's clock
 * shows. Thread-safe.
 *
 * <p>At {@code /} is a page that shows the cloud as it changes, and below {@code /_fake} the remote control, by which curl
 * can do what {@link FakeCloud} does. Both answer callers on this machine only, unless told otherwise.
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
 *   <tr><td>traces, of the audit log</td><td>{@code GET /v3/{project_id}/traces}</td></tr>
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
    private final ControlDesk control;
    private final InetAddress address;
    private final ServerPort port;
    private final @Nullable ServerPort controlPort;
    private final Consumer<Boolean> watcher;

    private FakeDdmServer(Builder builder) {
        cloud = builder.cloud.core();
        address = builder.address;
        boolean apart = builder.controlPort >= 0;
        control = new ControlDesk(
                cloud, core -> Examples.addTo(new FakeCloud(core)), closed, apart, builder.controlForEverybody);
        ApiGateway api = new ApiGateway(cloud, closed, builder.listener);
        RequestHandler front = apart ? api : new FrontDoor(control, api);
        port = new ServerPort(address, builder.port, front, builder.idle);
        controlPort = apart ? controlPort(builder) : null;
        watcher = port::setReachable;
        cloud.watch(watcher);
    }

    private ServerPort controlPort(Builder builder) {
        try {
            return new ServerPort(address, builder.controlPort, control, builder.idle);
        } catch (UncheckedIOException e) {
            port.close();
            throw e;
        }
    }

    /** Serves a cloud on a free port of loopback. */
    public static FakeDdmServer start(FakeCloud cloud) {
        return builder(cloud).start();
    }

    /**
     * Serves a cloud on a port of loopback.
     *
     * @param port from 1 to 65535, or 0 for one that is free
     * @throws java.io.UncheckedIOException if the port is taken
     */
    public static FakeDdmServer start(FakeCloud cloud, int port) {
        return builder(cloud).port(port).start();
    }

    /** Starts to collect the settings of a server. */
    public static Builder builder(FakeCloud cloud) {
        return new Builder(cloud);
    }

    /** Returns the server's address, such as {@code http://127.0.0.1:41235}; the endpoint of DDM and of IAM. */
    public URI uri() {
        return uri(port);
    }

    /** Returns the address of the page; the remote control is below it, at {@code /_fake}. */
    public URI controlUri() {
        return uri(controlPort == null ? port : controlPort);
    }

    private URI uri(ServerPort of) {
        String host = address.isAnyLocalAddress() ? "127.0.0.1" : address.getHostAddress();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + of.port());
    }

    ControlDesk control() {
        return control;
    }

    /** Closes the ports and all connections; returns when no thread of the server is left. */
    @Override
    public void close() {
        cloud.unwatch(watcher);
        closed.countDown();
        port.close();
        if (controlPort != null) {
            controlPort.close();
        }
    }

    /** Collects the settings of a server. Not thread-safe. */
    public static final class Builder {

        private final FakeCloud cloud;
        private InetAddress address = InetAddress.getLoopbackAddress();
        private int port;
        private int controlPort = -1;
        private boolean controlForEverybody;
        private Duration idle = Duration.ofMinutes(1);
        private Consumer<RequestLog.Entry> listener = entry -> {};

        private Builder(FakeCloud cloud) {
            this.cloud = requireNonNull(cloud, "cloud");
        }

        /** Sets the port, 0 for one that is free. Default: 0. */
        public Builder port(int port) {
            this.port = port;
            return this;
        }

        /**
         * Sets the address to listen on. Default: loopback. Anywhere else everybody who reaches this machine can use
         * the fake, which is what a container needs.
         */
        public Builder bind(InetAddress address) {
            this.address = requireNonNull(address, "address");
            return this;
        }

        /**
         * Puts page and remote control on a port of their own, 0 for one that is free, which stays open when the provider is
         * taken down. Default: the same port.
         */
        public Builder controlPort(int port) {
            this.controlPort = port;
            return this;
        }

        /** Lets callers from other machines use page and remote control too. Default: callers on this machine only. */
        public Builder controlForEverybody() {
            this.controlForEverybody = true;
            return this;
        }

        Builder idle(Duration idle) {
            this.idle = idle;
            return this;
        }

        Builder listener(Consumer<RequestLog.Entry> listener) {
            this.listener = listener;
            return this;
        }

        /**
         * Starts the server.
         *
         * @throws java.io.UncheckedIOException if a port is taken
         */
        public FakeDdmServer start() {
            return new FakeDdmServer(this);
        }
    }
}
