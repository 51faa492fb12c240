/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.model;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * The provider's receipt for an accepted scale-out: a job to watch, or an order to see paid. Immutable.
 *
 * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ddm/ddm_api_01_0025.html">Response of the call</a>
 * @since 0.1.0
 */
public sealed interface ScaleOutReceipt {

    /** Returns the instance that is scaled out. */
    InstanceId instanceId();

    /** Returns the instance's name, where the provider told it. */
    Optional<String> instanceName();

    /**
     * Returns the provider's id of the request, to be named in a support case, where the provider told it and the
     * adapter passes it on. One line. The journal does not keep it.
     */
    Optional<String> requestId();

    /**
     * A job has started and adds the nodes: the answer for a pay-per-use instance.
     *
     * @param instanceId the instance that is scaled out
     * @param instanceName its name, where told
     * @param jobId the job to watch
     * @param orderId an order placed as well, should the provider name both
     * @param requestId the provider's id of the request, where told
     */
    record JobStarted(
            InstanceId instanceId,
            Optional<String> instanceName,
            JobId jobId,
            Optional<OrderId> orderId,
            Optional<String> requestId)
            implements ScaleOutReceipt {

        public JobStarted {
            requireNonNull(instanceId, "instanceId");
            instanceName = requireNonNull(instanceName, "instanceName")
                    .map(text -> ProviderText.oneLine("instanceName", text));
            requireNonNull(jobId, "jobId");
            requireNonNull(orderId, "orderId");
            requestId = ProviderText.id("requestId", requestId);
        }

        /** A receipt of a request whose id nobody told. */
        public JobStarted(
                InstanceId instanceId, Optional<String> instanceName, JobId jobId, Optional<OrderId> orderId) {
            this(instanceId, instanceName, jobId, orderId, Optional.empty());
        }
    }

    /**
     * An order has been placed: the answer for a yearly/monthly instance. Unless automatic payment was asked for, the
     * order waits to be paid by hand and no node comes before.
     *
     * @param instanceId the instance that is scaled out
     * @param instanceName its name, where told
     * @param orderId the order
     * @param requestId the provider's id of the request, where told
     */
    record OrderPlaced(
            InstanceId instanceId, Optional<String> instanceName, OrderId orderId, Optional<String> requestId)
            implements ScaleOutReceipt {

        public OrderPlaced {
            requireNonNull(instanceId, "instanceId");
            instanceName = requireNonNull(instanceName, "instanceName")
                    .map(text -> ProviderText.oneLine("instanceName", text));
            requireNonNull(orderId, "orderId");
            requestId = ProviderText.id("requestId", requestId);
        }

        /** A receipt of a request whose id nobody told. */
        public OrderPlaced(InstanceId instanceId, Optional<String> instanceName, OrderId orderId) {
            this(instanceId, instanceName, orderId, Optional.empty());
        }
    }
}
