/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.run;

import io.github.ddm4j.core.flow.BaselineGate;
import io.github.ddm4j.core.flow.Timekeeper;
import io.github.ddm4j.core.internal.own.OwnReceipts;
import java.util.List;

/** The objects that the parts of one flow share. */
public record Context(
        Ports ports,
        FlowSettings settings,
        Timekeeper time,
        CallBudget budget,
        InstanceTurns turns,
        Events events,
        FlowState state,
        OwnReceipts own,
        SafeCallerContext callers,
        List<BaselineGate> gates) {}
