/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.examples.boot;

import io.github.ddm4j.core.flow.FlowEvent;
import java.util.Locale;

/**
 * One step of a scale-out, as it is streamed.
 *
 * @param name the kind of step, such as {@code job-progressed}
 * @param detail what a person wants to read
 */
record Step(String name, String detail) {

    static Step of(FlowEvent event) {
        String name = event.getClass().getSimpleName().replaceAll("([a-z])([A-Z])", "$1-$2");
        return new Step(name.toLowerCase(Locale.ROOT), detail(event));
    }

    /** The kinds are an open set: one that is not known here is told by its name alone. */
    private static String detail(FlowEvent event) {
        if (event instanceof FlowEvent.Sending sending) {
            return "attempt " + sending.attempt();
        } else if (event instanceof FlowEvent.Postponed postponed) {
            return "again in " + postponed.pause().toSeconds() + " s: "
                    + postponed.cause().getMessage();
        } else if (event instanceof FlowEvent.Refused refused) {
            return refused.cause().getMessage();
        } else if (event instanceof FlowEvent.AnswerLost lost) {
            return lost.cause().getMessage();
        } else if (event instanceof FlowEvent.Observed observed) {
            return observed.observation().status() + ", "
                    + observed.observation().nodeCount() + " nodes";
        } else if (event instanceof FlowEvent.GaveUp gaveUp) {
            return gaveUp.evidence().summary();
        } else if (event instanceof FlowEvent.JobProgressed progressed) {
            return progressed.job().progress().orElse(0) + " %";
        } else if (event instanceof FlowEvent.JobEnded ended) {
            return ended.job().status().value();
        } else if (event instanceof FlowEvent.WaitSucceeded succeeded) {
            return succeeded.result().nodeCount() + " nodes";
        } else if (event instanceof FlowEvent.WaitFailed failed) {
            return failed.cause().getMessage();
        }
        return "";
    }
}
