/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.model;

import static java.util.Objects.requireNonNull;

/**
 * A node group of an instance. A scale-out always adds to one group.
 *
 * @param id the group's identifier
 * @param name the group's name
 * @param readOnly whether its nodes serve reads only
 * @param nodeCount the number of nodes in it, as the provider lists them
 * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ddm/ddm_api_01_0025.html">When a group has to be named</a>
 * @since 0.1.0
 */
public record NodeGroup(GroupId id, String name, boolean readOnly, int nodeCount) {

    public NodeGroup {
        requireNonNull(id, "id");
        name = ProviderText.oneLine("name", name);
    }

    /** Returns the same group with more nodes. */
    public NodeGroup grownBy(int nodes) {
        return new NodeGroup(id, name, readOnly, nodeCount + nodes);
    }
}
