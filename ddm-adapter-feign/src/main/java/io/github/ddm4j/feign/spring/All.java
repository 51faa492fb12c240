/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.spring;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Does something with each of several, also after one of them has failed. */
final class All {

    private All() {}

    /** @throws IllegalStateException after the last one, if any has failed */
    static <T> void of(List<T> several, Consumer<T> work) {
        @Nullable IllegalStateException failure = null;
        for (T one : several) {
            try {
                work.accept(one);
            } catch (Throwable thrown) {
                if (failure == null) {
                    failure = new IllegalStateException(
                            "A listener failed: " + one.getClass().getName(), thrown);
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
