/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import java.io.IOException;

/** A scripted provider on loopback, over plain http, in a process of its own; told what to do by {@link PortCommands}. */
public final class ProviderServer {

    private ProviderServer() {}

    public static void main(String[] args) throws IOException {
        EventLoop loop = new EventLoop();
        Thread thread = new Thread(loop, "provider");
        thread.setDaemon(true);
        thread.start();
        PortCommands.obey((kind, script) -> {
            Listener listener = Listener.open(script);
            loop.add(listener);
            return listener.port();
        });
    }
}
