/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The limit: bytes made beforehand, sent and received, nothing looked at but the status and the length. */
public class SocketSubject implements Subject {

    private final Queue<Wire> all = new ConcurrentLinkedQueue<>();
    private final ThreadLocal<Wire> own = ThreadLocal.withInitial(this::connect);
    private URI server = URI.create("");

    @Override
    public final void open(URI server) {
        this.server = server;
    }

    @Override
    public final void call() throws IOException {
        Wire wire = own.get();
        prepare(wire.request());
        wire.exchange();
    }

    /** May change the request before it is sent. */
    protected void prepare(byte[] request) {}

    private Wire connect() {
        try {
            Wire wire = new Wire(server);
            all.add(wire);
            return wire;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public final void close() throws IOException {
        for (Wire wire : all) {
            wire.close();
        }
    }
}
