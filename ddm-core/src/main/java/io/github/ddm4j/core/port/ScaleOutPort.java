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
 * <h2>Circuit breaking</h2>
 *
 * Implementations stop sending while the provider looks down, and answer {@code ProviderUnavailableException} at once.
 * Only failures with {@link io.github.ddm4j.core.exception.ScaleOutException#signalsOutage() signalsOutage()} count
 * towards that: refusals show that the provider is alive.
 *
 * <h2>Rules</h2>
 *
 * The contract kit asks for each of these, by these names.
 *
 * <p>Acceptance:
 *
 * <ul>
 *   <li>S1 A pay-per-use instance answers JobStarted, with the id of the provider's job.
 *   <li>S2 A yearly/monthly instance answers OrderPlaced, with the id of the provider's order.
 *   <li>S3 A call is one request, and adds as many nodes as asked for.
 *   <li>S4 Calling twice adds twice, and each receipt is its own.
 *   <li>S5 The node group that is named gets the nodes, and no other.
 *   <li>S6 An order is not paid automatically unless asked for.
 *   <li>S7 An order is paid automatically if asked for.
 *   <li>S8 The flavor arrives as asked for.
 *   <li>S9 The availability zones arrive as asked for, in their order.
 *   <li>S10 The receipt names the instance that was asked for.
 *   <li>S11 A null argument is a NullPointerException; nothing is sent.
 * </ul>
 *
 * <p>Validation:
 *
 * <ul>
 *   <li>V0 All violations of a request are told at once.
 *   <li>V1 A mandatory field may not be absent or blank; one character is enough.
 *   <li>V2 An identifier may hold letters, digits, '_' and '-', all of these and nothing else.
 *   <li>V3 An identifier may have up to 128 characters.
 *   <li>V4 At least one node is added.
 *   <li>V5 At most 32 nodes are added.
 *   <li>V6 Zones are named for each node to add, or not at all.
 *   <li>V7 An instance that is not RUNNING is read as such, and not scaled out.
 *   <li>V8 That an instance has several node groups is read, and one has to be named.
 *   <li>V9 The node groups of an instance are read, and no other is scaled out.
 *   <li>V10 The number of nodes is read, and does not grow beyond 32.
 *   <li>V11 Zones for an instance that is not yearly/monthly are refused.
 * </ul>
 *
 * <p>Refusals:
 *
 * <ul>
 *   <li>R1 A wrong parameter is BAD_REQUEST.
 *   <li>R2 A missing permission is ACCESS.
 *   <li>R3 What does not exist is NOT_FOUND.
 *   <li>R4 An instance at work is INSTANCE_BUSY, and not safe to repeat: the order at work may be one's own.
 *   <li>R5 A linked RDS instance that is not usable is RDS_NOT_READY, and may be asked again later.
 *   <li>R6 A used up quota is QUOTA.
 *   <li>R7 An account without money is BILLING.
 *   <li>R8 A refusal we do not know is OTHER, with the provider's error code.
 *   <li>R9 The error code decides before the status.
 *   <li>R10 Without an error code the status decides.
 *   <li>R11 A refusal is final: one request, nothing applied, no outage.
 * </ul>
 *
 * <p>Faults:
 *
 * <ul>
 *   <li>F1 A provider that takes no connection is ProviderUnavailableException, an outage.
 *   <li>F2 A request that got lost is OutcomeUnknownException.
 *   <li>F3 A reply that got lost is OutcomeUnknownException, though the nodes were ordered.
 *   <li>F4 A reply that is cut short is OutcomeUnknownException.
 *   <li>F5 A reply that is not JSON is OutcomeUnknownException.
 *   <li>F6 A reply too large to read is OutcomeUnknownException.
 *   <li>F7 A reply without job and order, or with ids that cannot be ids, is OutcomeUnknownException.
 *   <li>F8 A reply about another instance is OutcomeUnknownException.
 *   <li>F9 A server error, 500 to 599, is OutcomeUnknownException, whether applied or not.
 *   <li>F10 A 408, 460 or 499, which only says that nobody waited, is OutcomeUnknownException.
 *   <li>F11 A redirect, 300 to 399, is OutcomeUnknownException and not followed.
 *   <li>F12 A 429 is ProviderUnavailableException with the provider's Retry-After in any form, and no outage.
 *   <li>F13 A bug inside is OutcomeUnknownException, unless surely nothing was sent.
 *   <li>F14 After a fault the adapter works on.
 *   <li>F15 An error code of a fault inside the service is OutcomeUnknownException, whatever the status.
 * </ul>
 *
 * <p>Credentials:
 *
 * <ul>
 *   <li>K1 After a 401 new credentials are tried once, by an adapter that can renew them.
 *   <li>K2 A 401 that stays is ACCESS, after two requests at most.
 *   <li>K3 Credentials that their source refuses are ACCESS; nothing is sent.
 *   <li>K4 A source of credentials out of reach is ProviderUnavailableException, an outage; nothing is sent.
 *   <li>K5 Refused credentials do not count as an outage, a source out of reach does.
 * </ul>
 *
 * <p>Deadline:
 *
 * <ul>
 *   <li>D1 A provider that never answers is OutcomeUnknownException by the deadline.
 *   <li>D2 The deadline covers the reply's body too.
 * </ul>
 *
 * <p>Circuit breaker:
 *
 * <ul>
 *   <li>B1 The circuit breaker opens when all calls of its window were outages, and not before.
 *   <li>B2 While it is open nothing is sent, and the answer is ProviderUnavailableException, no outage.
 *   <li>B3 Every kind of unknown outcome counts as an outage, but one that nobody waited for.
 *   <li>B4 A provider that takes no connection counts as an outage.
 *   <li>B5 Refusals do not count as outages.
 *   <li>B6 Throttling does not count as an outage.
 *   <li>B7 Input that our own rules refuse does not count as an outage.
 *   <li>B8 A call that an interrupt or a close gives up teaches the circuit breaker nothing.
 * </ul>
 *
 * <p>Half-open circuit breaker:
 *
 * <ul>
 *   <li>H1 Half-open, the circuit breaker lets a bounded number of calls through at a time.
 *   <li>H2 Half-open, the circuit breaker closes when these calls succeed.
 *   <li>H3 Half-open, the circuit breaker opens again when these calls are outages.
 *   <li>H4 An Error thrown inside does not wedge the circuit breaker.
 * </ul>
 *
 * <p>Concurrency:
 *
 * <ul>
 *   <li>C1 Of many calls at once for one instance, each accepted one has added its nodes exactly once.
 *   <li>C2 Of many calls at once for many instances, each gets the receipt of its own instance.
 *   <li>C3 Of many calls at once, those whose reply got lost are unknown, and no other.
 * </ul>
 *
 * <p>Interrupts:
 *
 * <ul>
 *   <li>I1 A call by an interrupted thread tells the truth and leaves the interrupt flag set.
 *   <li>I2 An interrupt ends a waiting call with OutcomeUnknownException and leaves the interrupt flag set.
 *   <li>I3 After an interrupt the adapter works on.
 * </ul>
 *
 * <p>Secrets:
 *
 * <ul>
 *   <li>T1 No receipt, snapshot, job or port shows a secret.
 *   <li>T2 No exception shows a secret: neither message nor cause nor suppressed exception.
 *   <li>T3 No log event shows a secret.
 *   <li>T4 A secret that the provider repeats is not passed on.
 * </ul>
 *
 * <p>Closing:
 *
 * <ul>
 *   <li>X1 Once closed, a call is ProviderUnavailableException; nothing is sent.
 *   <li>X2 Once closed, reading is ProviderUnavailableException.
 *   <li>X3 Closing twice does no harm.
 *   <li>X4 Closing ends a waiting call with OutcomeUnknownException.
 *   <li>X5 Once closed, no thread is left that keeps the JVM alive.
 * </ul>
 *
 * <h2>Implementing</h2>
 *
 * Which status, which error code and which way to fail means what is data in {@link io.github.ddm4j.core.outcome}: an
 * adapter says how its call failed, and the table there makes the exception. Pass {@code ScaleOutContract} of {@code
 * ddm-contract-tests}.
 *
 * @since 0.1.0
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

    /**
     * Asks for more nodes if a gate lets the order pass. An adapter that {@linkplain #asksGateLast() asks last} asks the
     * gate once the connection stands and before the first byte, and checks as the very last thing that the permission
     * still holds; it asks again before the second request after a 401. A gate that refuses or throws ends the call in
     * {@link ProviderUnavailableException}; nothing was sent.
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
     * Whether an order leaves within the time that its gate permits, because the gate is asked and its permission checked
     * right before the first byte. Where it is false, as by default, an order may leave until the port's deadline is over.
     */
    default boolean asksGateLast() {
        return false;
    }
}
