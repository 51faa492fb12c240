/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.flow;

import static java.util.Objects.requireNonNull;

import io.github.ddm4j.core.internal.text.Texts;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.NodeTarget;
import java.util.List;

/**
 * The outcome of a wish for a number of nodes: there are enough, or an order for the difference was sent.
 *
 * @since 0.1.0
 */
public sealed interface Ensured permits Ensured.AlreadyThere, Submission {

    /**
     * There are enough nodes, and nothing was sent. Nodes beyond the target stay: nothing here takes a node away.
     *
     * @param target the number of nodes that was wished for
     * @param instance the instance as it is
     * @param nodes the number of nodes in the group; those that failed to join count
     * @param failedNodes which of them failed to join, and need somebody to look at them
     */
    record AlreadyThere(NodeTarget target, InstanceSnapshot instance, int nodes, List<String> failedNodes)
            implements Ensured {

        public AlreadyThere {
            requireNonNull(target, "target");
            requireNonNull(instance, "instance");
            failedNodes = List.copyOf(failedNodes);
        }

        /** Returns the number of nodes beyond the target. */
        public int surplus() {
            return nodes - target.nodes();
        }

        /** Returns all that matters in one line, fit for a log. */
        public String summary() {
            String more = surplus() == 0
                    ? ", as wished for"
                    : ", " + surplus()
                            + " more than wished for; no node is taken away, scale in by yourself if you mean it";
            String failed = failedNodes.isEmpty() ? "" : "; these failed to join: " + failedNodes;
            return "Instance " + instance.id() + " has " + Texts.nodes(nodes) + more + failed;
        }
    }
}
