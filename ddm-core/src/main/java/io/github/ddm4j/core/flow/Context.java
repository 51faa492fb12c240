/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.flow;

/** What the parts of one flow share. */
record Context(Ports ports, FlowSettings settings, Timekeeper time, CallBudget budget, Events events, Open open) {}
