/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.wait;

import io.github.ddm4j.core.internal.run.CallBudget;

/** A read that serves waits. */
enum ReadKind {
    /** A page of the list of jobs, which serves every wait that has a job. */
    JOB_PAGE(CallBudget.JOB),
    /** One job: serves a wait that is alone, or whose job the list does not show. */
    ONE_JOB(CallBudget.JOB),
    /** The nodes of one instance, which serve every wait for it whose job has ended well, if they can tell its goal. */
    NODES(CallBudget.NODES),
    /** One instance, which serves every wait for it. */
    INSTANCE(CallBudget.INSTANCE);

    /** The least number of calls that the read needs of the budget. */
    final int cost;

    ReadKind(int cost) {
        this.cost = cost;
    }
}
