/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.port;

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
 *   <li>{@link InvalidScaleOutException}: our rules refused it; nothing was sent
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
 * OutcomeUnknownException} once the request may have left, as {@code ProviderUnavailableException} before.
 *
 * <h2>Circuit breaking</h2>
 *
 * Implementations stop sending while the provider looks down, and answer {@code ProviderUnavailableException} at once.
 * Only failures with {@link io.github.ddm4j.core.exception.ScaleOutException#signalsOutage() signalsOutage()} count
 * towards that: refusals show that the provider is alive.
 *
 * <h2>Implementing</h2>
 *
 * Pass every suite of {@code ddm-contract-tests}.
 */
public interface ScaleOutPort {

    /**
     * Asks for more nodes.
     *
     * @param instanceId the instance to scale out
     * @param request what to add
     * @return what the provider gave for it
     * @throws InvalidScaleOutException if a rule refuses the request; nothing was sent
     * @throws ScaleOutRejectedException if the provider, or the source of credentials, refuses it
     * @throws ProviderUnavailableException if it surely was not applied, because the provider could not be reached or
     *     asked for fewer calls, or the circuit breaker is open
     * @throws OutcomeUnknownException if it may have been applied
     */
    ScaleOutReceipt scaleOut(InstanceId instanceId, ScaleOutRequest request);
}
