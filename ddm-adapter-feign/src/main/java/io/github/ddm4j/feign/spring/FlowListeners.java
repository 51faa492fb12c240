/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.spring;

import io.github.ddm4j.core.flow.FlowEvent;
import io.github.ddm4j.core.flow.FlowListener;
import java.util.List;

/** Tells several listeners, all of them even if one fails. */
record FlowListeners(List<FlowListener> listeners) implements FlowListener {

    @Override
    public void on(FlowEvent event) {
        All.of(listeners, listener -> listener.on(event));
    }
}
