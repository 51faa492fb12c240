/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.port;

import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.Node;
import io.github.ddm4j.core.model.Schema;
import java.util.List;
import java.util.Optional;

/**
 * Reads DDM instances. Reading changes nothing, so an implementation may repeat its requests; no call ends in {@link
 * io.github.ddm4j.core.exception.OutcomeUnknownException}. Implementations are safe for use by several threads.
 *
 * <p>The contract kit asks for rules Q of <a href="https://github.com/ddm4j/ddm4j/blob/main/docs/contract.md">
 * docs/contract.md</a>.
 *
 * @since 0.1.0
 */
public interface InstancePort {

    /**
     * Reads an instance with its node groups and nodes.
     *
     * <p>The parts may come from several requests and so from slightly different moments.
     *
     * @throws ScaleOutRejectedException if the provider refuses; {@code NOT_FOUND} if there is no such instance
     * @throws ProviderUnavailableException if no usable answer came
     */
    InstanceSnapshot instance(InstanceId instanceId);

    /**
     * Reads the nodes of an instance alone. The end of a wait asks for no more where an instance has one group. An
     * implementation that needs several requests for an instance, and one here, lets more waits end in a minute.
     *
     * @return all nodes, as {@link #instance} tells them; empty, as by default, if that takes no fewer requests
     * @throws ScaleOutRejectedException if the provider refuses; {@code NOT_FOUND} if there is no such instance
     * @throws ProviderUnavailableException if no usable answer came
     */
    default Optional<List<Node>> nodes(InstanceId instanceId) {
        return Optional.empty();
    }

    /**
     * Reads the schemas of an instance with the RDS instances behind them. A scale-out needs all of these to be usable
     * and idle.
     *
     * @return all schemas, none if the instance has none; empty, as by default, if the implementation cannot tell
     * @throws ScaleOutRejectedException if the provider refuses; {@code NOT_FOUND} if there is no such instance
     * @throws ProviderUnavailableException if no usable answer came
     */
    default Optional<List<Schema>> schemas(InstanceId instanceId) {
        return Optional.empty();
    }
}
