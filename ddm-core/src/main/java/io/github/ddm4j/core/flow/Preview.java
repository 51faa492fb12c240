/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.flow;

import static java.util.Objects.requireNonNull;

import io.github.ddm4j.core.exception.InvalidScaleOutException;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.LinkedRds;
import io.github.ddm4j.core.model.NodeGroup;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.model.Schema;
import io.github.ddm4j.core.validation.Violation;
import java.util.List;
import java.util.Optional;

/**
 * The effect that a scale-out would have if it were submitted now.
 *
 * @param request the request
 * @param instance the instance as it is
 * @param schemas the instance's schemas with the RDS instances behind them; empty if they are not known, because nobody
 *     wanted them, they could not be read, or the port cannot tell
 * @param violations the rules that the scale-out would break; empty if there is none
 * @since 0.1.0
 */
public record Preview(
        ScaleOutRequest request,
        InstanceSnapshot instance,
        Optional<List<Schema>> schemas,
        List<Violation> violations) {

    public Preview {
        requireNonNull(request, "request");
        requireNonNull(instance, "instance");
        schemas = requireNonNull(schemas, "schemas").map(List::copyOf);
        violations = List.copyOf(violations);
    }

    /**
     * Returns the RDS instances behind the schemas, each once, with whatever status it has; empty if they are not
     * known.
     */
    public Optional<List<LinkedRds>> linkedRds() {
        return schemas.map(all -> all.stream()
                .flatMap(schema -> schema.linkedRds().stream())
                .distinct()
                .toList());
    }

    /** Returns true if the scale-out breaks no rule. */
    public boolean possible() {
        return violations.isEmpty();
    }

    /**
     * Returns this preview if the scale-out breaks no rule.
     *
     * @throws InvalidScaleOutException with all violations, if there are any
     */
    public Preview orThrow() {
        InvalidScaleOutException.throwIfAny(violations);
        return this;
    }

    /** Returns the number of nodes of the whole instance now. */
    public int nodesBefore() {
        return instance.nodeCount();
    }

    /** Returns the number of nodes of the whole instance after the scale-out. */
    public int nodesAfter() {
        return instance.nodeCount() + request.nodesToAdd();
    }

    /** Returns the group that would grow, as it is now; empty if nobody can tell which. */
    public Optional<NodeGroup> groupBefore() {
        return instance.groupFor(request);
    }

    /** Returns the group that would grow, as it would be after the scale-out; empty if nobody can tell which. */
    public Optional<NodeGroup> groupAfter() {
        return groupBefore().map(group -> group.grownBy(request.nodesToAdd()));
    }

    /** Returns the way in which the scale-out would be paid for. */
    public Payment payment() {
        return switch (instance.billingMode()) {
            case PAY_PER_USE -> Payment.BY_USE;
            case YEARLY_MONTHLY -> request.autoPay() ? Payment.ORDER_PAID_AT_ONCE : Payment.ORDER_PAID_BY_HAND;
            case UNKNOWN -> Payment.UNKNOWN;
        };
    }
}
