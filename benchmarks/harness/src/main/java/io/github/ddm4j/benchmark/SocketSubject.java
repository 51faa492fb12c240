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
    private Target target = Target.of(URI.create(""));
    private Wire.Requests last = Wire.Requests.to(URI.create(""), true);

    @Override
    public final void open(Target target) {
        this.target = target;
        last = Wire.Requests.to(target.server(), true);
    }

    @Override
    public final void order() throws IOException {
        if (target.fresh()) {
            try (Wire wire = new Wire(target.server(), last)) {
                wire.exchange(last.order());
            }
            return;
        }
        Wire wire = own.get();
        prepare(wire.requests().order());
        wire.exchange(wire.requests().order());
    }

    @Override
    public final void read() throws IOException {
        Wire wire = own.get();
        for (byte[] request : wire.requests().reads()) {
            wire.exchange(request);
        }
    }

    /** May change the order before it is sent on a kept-alive connection. */
    protected void prepare(byte[] order) {}

    private Wire connect() {
        try {
            Wire wire = new Wire(target.server(), Wire.Requests.to(target.server(), false));
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
