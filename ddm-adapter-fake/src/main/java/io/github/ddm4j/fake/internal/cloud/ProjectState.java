/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.cloud;

/**
 * A project and its account.
 *
 * @param nodes all nodes of the project, those ordered but not paid included
 * @param quota the most nodes it may have
 */
public record ProjectState(String id, String name, int nodes, int quota, boolean frozen, boolean balanceTooLow) {

    public static ProjectState of(String id, String name) {
        return new ProjectState(id, name, 0, Integer.MAX_VALUE, false, false);
    }

    public ProjectState plusNodes(int more) {
        return new ProjectState(id, name, nodes + more, quota, frozen, balanceTooLow);
    }

    public ProjectState withQuota(int most) {
        Inputs.requireAtLeast("nodes", most, 0);
        return new ProjectState(id, name, nodes, most, frozen, balanceTooLow);
    }

    public ProjectState withFrozen(boolean nowFrozen) {
        return new ProjectState(id, name, nodes, quota, nowFrozen, balanceTooLow);
    }

    public ProjectState withBalanceTooLow(boolean nowTooLow) {
        return new ProjectState(id, name, nodes, quota, frozen, nowTooLow);
    }
}
