/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.run;

import io.github.ddm4j.core.flow.Timekeeper;

/** What the parts of one flow share. */
public record Context(
        Ports ports, FlowSettings settings, Timekeeper time, CallBudget budget, Events events, FlowState open) {}
