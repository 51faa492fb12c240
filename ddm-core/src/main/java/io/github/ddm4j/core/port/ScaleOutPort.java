/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.port;

import static java.util.Objects.requireNonNull;

import io.github.ddm4j.core.exception.InvalidScaleOutException;
import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.model.ScaleOutRequest;

/**
 * Adds nodes to DDM instances at the cloud provider.
 *
 * <h2>Meaning</h2>
 *
 * One call asks for {@link ScaleOutRequest#nodesToAdd() n} <em>more</em> nodes. Calling twice asks twice: the provider
 * has no idempotency key. One call sends at most one order; an implementation never repeats it by itself. (A second
 * request is sent only after a 401, with a new token: the gateway refused the first before the service saw it.)
 *
 * <h2>Outcome</h2>
 *
 * <ul>
 *   <li>returns: accepted; the {@link ScaleOutReceipt} says what to watch or to pay
 *   <li>{@link InvalidScaleOutException}: our rules V1 to V6 refused it; nothing was sent. {@code ScaleOutFlow}, which
 *       knows that they are kept, takes it for a fault of the port and looks whether the request was applied
 *   <li>{@link ScaleOutRejectedException}: the provider refused it; nothing was applied
 *   <li>{@link ProviderUnavailableException}: proven not to have been applied; may be repeated later
 *   <li>{@link OutcomeUnknownException}: it may have been applied; look before repeating
 * </ul>
 *
 * No other exception leaves an implementation, except {@link NullPointerException} for a null argument. Whatever an
 * implementation cannot prove to be unsent or refused, bugs included, is {@code OutcomeUnknownException}.
 *
 * <h2>Threads and time</h2>
 *
 * Implementations are safe for use by several threads. A call blocks for at most the implementation's documented
 * deadline. An interrupt ends the wait and leaves the thread's interrupt flag set; it surfaces as {@code
 * OutcomeUnknownException} once the request may have left, as {@code ProviderUnavailableException} before. Neither is an
 * outage.
 *
 * <h2>Breaking</h2>
 *
 * Implementations stop sending while the provider looks down, and answer {@code ProviderUnavailableException} at once.
 * Only failures with {@link io.github.ddm4j.core.exception.ScaleOutException#signalsOutage() signalsOutage()} count
 * towards that: refusals show that the provider is alive.
 *
 * <h2>Gate</h2>
 *
 * A caller may hand over a {@link SendGate}. Implementations that {@linkplain #asksGateLast() ask last} ask it once the
 * connection stands, check its permission right before the first byte, and ask again before the second request after a
 * 401. A gate that refuses or throws ends the call in {@code ProviderUnavailableException}.
 *
 * <h2>Implementing</h2>
 *
 * Which status, which error code and which way to fail means what is data in {@link io.github.ddm4j.core.outcome}: an
 * adapter says how its call failed, and the table there makes the exception. What all implementations keep are the rules
 * in <a href="https://github.com/ddm4j/ddm4j/blob/main/docs/contract.md">docs/contract.md</a>: {@code ScaleOutContract} of
 * {@code ddm-contract-tests} asks for each of them, in every situation in which an adapter could break it.
 *
 * @since 0.1.0
 */
public interface ScaleOutPort {

    /**
     * Asks for more nodes.
     *
     * @param instanceId the instance to scale out
     * @param request the nodes to add
     * @return the provider's receipt
     * @throws InvalidScaleOutException if a rule refuses the request; nothing was sent
     * @throws ScaleOutRejectedException if the provider, or the source of credentials, refuses it
     * @throws ProviderUnavailableException if it surely was not applied, because the provider could not be reached or
     *     asked for fewer calls, or the circuit breaker is open
     * @throws OutcomeUnknownException if it may have been applied
     */
    ScaleOutReceipt scaleOut(InstanceId instanceId, ScaleOutRequest request);

    /**
     * Asks for more nodes if a gate lets the order pass. An adapter that {@linkplain #asksGateLast() asks last} asks
     * the gate once the connection stands and before the first byte. As the very last thing it checks that the
     * permission still holds, and it asks again before the second request after a 401. A gate that refuses or throws
     * ends the call in {@link ProviderUnavailableException}; nothing was sent.
     *
     * <p>By default the gate is asked before the plain call, which may take as long as its deadline to send.
     *
     * @param gate asked right before the order leaves
     * @throws InvalidScaleOutException as {@link #scaleOut(InstanceId, ScaleOutRequest)}
     * @throws ScaleOutRejectedException as {@link #scaleOut(InstanceId, ScaleOutRequest)}
     * @throws ProviderUnavailableException as {@link #scaleOut(InstanceId, ScaleOutRequest)}, or if the gate refuses
     * @throws OutcomeUnknownException as {@link #scaleOut(InstanceId, ScaleOutRequest)}
     */
    default ScaleOutReceipt scaleOut(InstanceId instanceId, ScaleOutRequest request, SendGate gate) {
        requireNonNull(instanceId, "instanceId");
        requireNonNull(request, "request");
        SendPermit.ask(requireNonNull(gate, "gate"), instanceId, request).check();
        return scaleOut(instanceId, request);
    }

    /**
     * Returns true if an order leaves only within the time that its gate permits, because the port asks the gate and
     * checks the permission right before the first byte. Where this is false, as by default, an order may leave until
     * the port's deadline is over.
     */
    default boolean asksGateLast() {
        return false;
    }
}
