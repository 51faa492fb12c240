/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.junit;

import io.github.ddm4j.fake.FakeClock;
import io.github.ddm4j.fake.FakeCloud;
import io.github.ddm4j.fake.FakeDdmServer;
import io.github.ddm4j.fake.InMemoryScaleOutAdapter;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The fake of one test. */
abstract class TestFake {

    /** The types that can be asked for, by their simple names. */
    static final List<String> TYPES =
            List.of("FakeCloud", "FakeDdmServer", "URI", "InMemoryScaleOutAdapter", "FakeClock");

    static final Class<?> CLOCK = FakeClock.class;

    private @Nullable InMemoryScaleOutAdapter adapter;

    abstract FakeCloud cloud();

    abstract FakeDdmServer server();

    abstract @Nullable FakeClock clock();

    /** Begins a test. */
    void begin() {}

    /** The object of a type; empty if it cannot be asked for. */
    Optional<Object> get(Class<?> type) {
        if (type == FakeCloud.class) {
            return Optional.of(cloud());
        }
        if (type == FakeDdmServer.class) {
            return Optional.of(server());
        }
        if (type == URI.class) {
            return Optional.of(server().uri());
        }
        if (type == InMemoryScaleOutAdapter.class) {
            return Optional.of(adapter());
        }
        return type == CLOCK ? Optional.ofNullable(clock()) : Optional.empty();
    }

    private InMemoryScaleOutAdapter adapter() {
        if (adapter == null) {
            adapter = InMemoryScaleOutAdapter.builder(cloud(), FakeSettings.project())
                    .build();
        }
        return adapter;
    }

    /** Ends a test. */
    void close() {
        if (adapter != null) {
            adapter.close();
        }
    }
}
