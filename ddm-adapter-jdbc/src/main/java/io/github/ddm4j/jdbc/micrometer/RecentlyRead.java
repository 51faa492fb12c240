/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.jdbc.micrometer;

import io.github.ddm4j.core.flow.KeyState;
import io.github.ddm4j.core.flow.KeyStatus;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The unsettled keys as they were read of late, so that four gauges are one statement. Thread-safe. */
final class RecentlyRead {

    private final Supplier<List<KeyStatus>> source;
    private final Duration again;
    private final LongSupplier nanoTime;
    private @Nullable List<KeyStatus> read;
    private boolean everRead;
    private long readAt;

    RecentlyRead(Supplier<List<KeyStatus>> source, Duration again, LongSupplier nanoTime) {
        this.source = source;
        this.again = again;
        this.nanoTime = nanoTime;
    }

    double count(KeyState state) {
        List<KeyStatus> now = read();
        return now == null
                ? Double.NaN
                : now.stream().filter(status -> status.state() == state).count();
    }

    double oldestSeconds() {
        List<KeyStatus> now = read();
        return now == null
                ? Double.NaN
                : now.stream()
                        .map(KeyStatus::age)
                        .max(Comparator.naturalOrder())
                        .orElse(Duration.ZERO)
                        .toSeconds();
    }

    private synchronized @Nullable List<KeyStatus> read() {
        long now = nanoTime.getAsLong();
        if (!everRead || now - readAt > again.toNanos()) {
            everRead = true;
            readAt = now;
            try {
                read = source.get();
            } catch (RuntimeException down) {
                read = null;
            }
        }
        return read;
    }
}
