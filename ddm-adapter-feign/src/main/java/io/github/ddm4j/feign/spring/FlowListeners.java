/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.spring;

import io.github.ddm4j.core.flow.FlowEvent;
import io.github.ddm4j.core.flow.FlowListener;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells several listeners, all of them even if one fails. */
record FlowListeners(List<FlowListener> listeners) implements FlowListener {

    @Override
    public void on(FlowEvent event) {
        @Nullable RuntimeException failure = null;
        for (FlowListener listener : listeners) {
            try {
                listener.on(event);
            } catch (RuntimeException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
