/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.port;

import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.InstanceSnapshot;

/**
 * Reads DDM instances. Reading changes nothing, so an implementation may repeat its requests; no call ends in {@link
 * io.github.ddm4j.core.exception.OutcomeUnknownException}. Implementations are safe for use by several threads.
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
}
