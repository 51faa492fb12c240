/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.wait;

import io.github.ddm4j.core.internal.run.CallBudget;

/** A read that serves waits. */
public enum WaitCall {
    /** A page of the list of jobs, which serves every wait that has a job. */
    JOB_PAGE(CallBudget.JOB),
    /** One job: serves a wait that is alone, or whose job the list does not show. */
    ONE_JOB(CallBudget.JOB),
    /** One instance: serves a wait whose job has ended, or that has none. */
    INSTANCE(CallBudget.INSTANCE);

    /** What it needs of the budget at least. */
    public final int cost;

    WaitCall(int cost) {
        this.cost = cost;
    }
}
