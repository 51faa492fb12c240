/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.run;

import io.github.ddm4j.core.flow.FlowEvent;
import io.github.ddm4j.core.flow.FlowListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Tells the listener, and lets nothing it throws get any further. */
public final class Events {

    private static final Logger LOG = System.getLogger(Events.class.getPackageName());

    private final FlowListener listener;

    public Events(FlowListener listener) {
        this.listener = listener;
    }

    public void tell(FlowEvent event) {
        try {
            listener.on(event);
        } catch (Throwable thrown) {
            warn("The listener failed at " + event.getClass().getSimpleName(), thrown);
        }
    }

    void warn(String what, Throwable thrown) {
        try {
            LOG.log(Level.WARNING, what, thrown);
        } catch (Throwable broken) {
            // There is nowhere left to tell.
        }
    }
}
