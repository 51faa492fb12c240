/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.flow;

/**
 * Is told every step of a flow, for logs, metrics and progress bars. Called by the thread that makes the step, several
 * at once if several threads submit; it should return quickly, for the flow waits for it. What it throws is logged and
 * changes nothing.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface FlowListener {

    /** Something has happened. */
    void on(FlowEvent event);
}
