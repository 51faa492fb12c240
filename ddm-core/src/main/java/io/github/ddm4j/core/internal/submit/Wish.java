/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.submit;

import io.github.ddm4j.core.exception.InvalidScaleOutException;
import io.github.ddm4j.core.flow.Ensured.AlreadyThere;
import io.github.ddm4j.core.flow.Precondition;
import io.github.ddm4j.core.model.BillingMode;
import io.github.ddm4j.core.model.GroupId;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.InstanceRules;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.Node;
import io.github.ddm4j.core.model.NodeGroup;
import io.github.ddm4j.core.model.NodeTarget;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.validation.Rule;
import io.github.ddm4j.core.validation.Violation;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A caller's wish for nodes of an instance. */
public sealed interface Wish {

    /** Returns the instance that the wish is about. */
    InstanceId instanceId();

    /** Returns the request that fulfils the wish from the present state, or empty if there is nothing to add. */
    Optional<ScaleOutRequest> request(InstanceSnapshot instance);

    /** Returns the rules that the request breaks, besides those that hold for any request. */
    default List<Violation> check(ScaleOutRequest request, InstanceSnapshot instance) {
        return List.of();
    }

    /** A wish for more nodes. */
    record Nodes(InstanceId instanceId, ScaleOutRequest request, Precondition precondition) implements Wish {

        @Override
        public Optional<ScaleOutRequest> request(InstanceSnapshot instance) {
            return Optional.of(request);
        }

        @Override
        public List<Violation> check(ScaleOutRequest request, InstanceSnapshot instance) {
            return precondition.nodes().isEmpty()
                    ? List.of()
                    : InstanceRules.checkNodes(precondition.nodes().getAsInt(), request, instance).stream()
                            .toList();
        }
    }

    /**
     * A wish for a number of nodes in the end. Only nodes that are there are counted, and only while nothing changes
     * them.
     *
     * @param keyed whether a record keeps it from being fulfilled twice, also by an order that shows nowhere
     */
    record Target(InstanceId instanceId, NodeTarget target, boolean keyed) implements Wish {

        private static final Set<Rule> ABOUT_THE_GROUP = EnumSet.of(Rule.V8, Rule.V9);

        @Override
        public Optional<ScaleOutRequest> request(InstanceSnapshot instance) {
            InvalidScaleOutException.throwIfAny(standsAgainstCounting(instance));
            int missing = target.nodes() - instance.nodesIn(group(instance));
            return missing > 0 ? Optional.of(target.adding(missing)) : Optional.empty();
        }

        private List<Violation> standsAgainstCounting(InstanceSnapshot instance) {
            List<Violation> found = new ArrayList<>(InstanceRules.check(target.adding(1), instance).stream()
                    .filter(violation -> ABOUT_THE_GROUP.contains(violation.rule()))
                    .toList());
            if (!keyed && instance.billingMode() != BillingMode.PAY_PER_USE) {
                found.add(Violation.of(Rule.V14, "billing mode", instance.billingMode()));
            }
            return found;
        }

        private Optional<GroupId> group(InstanceSnapshot instance) {
            return instance.groupFor(target.adding(1)).map(NodeGroup::id);
        }

        AlreadyThere enough(InstanceSnapshot instance) {
            Optional<GroupId> group = group(instance);
            return new AlreadyThere(
                    target,
                    instance,
                    instance.nodesIn(group),
                    instance.nodesOf(group).stream()
                            .filter(Node::failedToJoin)
                            .map(Node::id)
                            .toList());
        }
    }
}
