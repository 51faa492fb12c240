/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.flow;

import io.github.ddm4j.core.model.Baseline;
import io.github.ddm4j.core.port.SendGate.Permission;

/**
 * Decides whether an order may leave, as a {@link io.github.ddm4j.core.port.SendGate} does, and is shown the baseline.
 * A gate that stores the baseline can find out with {@code ScaleOutFlow.reconcile} what became of the order, should the
 * process die. An exception that it throws refuses the order. Safe for use by several threads.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface BaselineGate {

    /** Asks for leave to send the order of a baseline now. */
    Permission ask(Baseline baseline);
}
