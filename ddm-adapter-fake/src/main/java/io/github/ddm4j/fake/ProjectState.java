/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

/**
 * A project and its account.
 *
 * @param nodes all nodes of the project, those ordered but not paid included
 * @param quota the most nodes it may have
 */
record ProjectState(String id, String name, int nodes, int quota, boolean frozen, boolean balanceTooLow) {

    static ProjectState of(String id, String name) {
        return new ProjectState(id, name, 0, Integer.MAX_VALUE, false, false);
    }

    ProjectState plusNodes(int more) {
        return new ProjectState(id, name, nodes + more, quota, frozen, balanceTooLow);
    }

    ProjectState withQuota(int most) {
        return new ProjectState(id, name, nodes, most, frozen, balanceTooLow);
    }

    ProjectState withFrozen(boolean nowFrozen) {
        return new ProjectState(id, name, nodes, quota, nowFrozen, balanceTooLow);
    }

    ProjectState withBalanceTooLow(boolean nowTooLow) {
        return new ProjectState(id, name, nodes, quota, frozen, nowTooLow);
    }
}
