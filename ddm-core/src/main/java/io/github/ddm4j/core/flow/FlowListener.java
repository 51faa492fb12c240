/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.flow;

/**
 * Hears of every step of a flow, to feed logs, metrics and progress bars. The thread that makes the step calls it,
 * several at once if several threads submit. It should return quickly, because the flow waits for it. An exception that
 * it throws is logged and changes nothing.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface FlowListener {

    /** Hears of one step. */
    void on(FlowEvent event);
}
