/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.junit;

import io.github.ddm4j.fake.FakeClock;
import io.github.ddm4j.fake.FakeCloud;
import io.github.ddm4j.fake.FakeDdmServer;
import org.jspecify.annotations.Nullable;

/** A fake that is made for one test and goes with it. */
final class OwnFake extends TestFake {

    private final @Nullable FakeClock clock;
    private final FakeCloud cloud;
    private @Nullable FakeDdmServer server;

    OwnFake(FakeSettings settings) {
        clock = settings.clock();
        cloud = settings.cloud(clock);
    }

    @Override
    FakeCloud cloud() {
        return cloud;
    }

    @Override
    FakeDdmServer server() {
        if (server == null) {
            server = FakeDdmServer.start(cloud);
        }
        return server;
    }

    @Override
    @Nullable
    FakeClock clock() {
        return clock;
    }

    @Override
    void close() {
        super.close();
        if (server != null) {
            server.close();
        }
    }
}
