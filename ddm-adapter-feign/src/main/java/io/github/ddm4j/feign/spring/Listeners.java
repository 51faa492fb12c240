/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.spring;

import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.core.flow.FlowListener;
import io.github.ddm4j.feign.auth.TokenListener;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Several listeners as one: all of them are told, also after one of them has failed. */
final class Listeners {

    private Listeners() {}

    static FlowListener ofFlow(List<FlowListener> listeners) {
        return event -> tell(listeners, listener -> listener.on(event));
    }

    static TokenListener ofTokens(List<TokenListener> listeners) {
        return new TokenListener() {
            @Override
            public void renewed(Duration took) {
                tell(listeners, listener -> listener.renewed(took));
            }

            @Override
            public void renewalFailed(Duration took, ScaleOutException failure) {
                tell(listeners, listener -> listener.renewalFailed(took, failure));
            }
        };
    }

    /** @throws IllegalStateException after the last one, if any has failed */
    private static <T> void tell(List<T> listeners, Consumer<T> news) {
        @Nullable IllegalStateException failure = null;
        for (T listener : listeners) {
            try {
                news.accept(listener);
            } catch (Throwable thrown) {
                if (failure == null) {
                    failure = new IllegalStateException(
                            "A listener failed: " + listener.getClass().getName(), thrown);
                } else {
                    failure.addSuppressed(thrown);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
