/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.port;

import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.ScaleOutRequest;
import java.util.Optional;

/**
 * Two gates as one.
 *
 * @param first asked first
 * @param next asked only if the first one grants
 */
record GateChain(SendGate first, SendGate next) implements SendGate {

    @Override
    public Permission ask(InstanceId instance, ScaleOutRequest request) {
        Permission granted = first.ask(instance, request);
        return granted.refusal().isPresent() ? granted : granted.shorter(next.ask(instance, request));
    }

    @Override
    public Optional<Correlation> correlation() {
        return first.correlation().or(next::correlation);
    }
}
