/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import static java.util.Objects.requireNonNull;

import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.OrderId;
import io.github.ddm4j.fake.internal.cloud.FaultPlan;
import io.github.ddm4j.fake.internal.cloud.FaultPlan.Ending;
import io.github.ddm4j.fake.internal.cloud.FaultPlan.Target;
import io.github.ddm4j.fake.internal.cloud.FaultPlans;
import java.time.Duration;

/**
 * Something that goes wrong once, given to {@link FakeCloud#failNext(Fault)}. Immutable.
 *
 * <p>A fault strikes the next enlarge request, unless {@link #onReads()} or {@link #onIam()} says otherwise. Whether the
 * request was applied is part of the fault: {@link #afterApplying()} makes the reply go wrong instead of the request.
 * {@link FakeDdmServer} plays a fault on the wire; {@link InMemoryScaleOutAdapter} shows what an adapter makes of it.
 *
 * @since 0.1.0
 */
public final class Fault {

    private final FaultPlan plan;

    private Fault(FaultPlan plan) {
        this.plan = plan;
    }

    FaultPlan plan() {
        return plan;
    }

    /**
     * The answer has this status and an error body with this code; nothing is applied. A code that begins with APIG is
     * written in the gateway's shape, any other in the service's, and to an IAM request in IAM's.
     *
     * @param status from 200 to 599
     * @throws IllegalArgumentException if the status is out of its range
     */
    public static Fault answer(int status, String code, String message) {
        return new Fault(FaultPlans.answer(status, requireNonNull(code, "code"), requireNonNull(message, "message")));
    }

    /**
     * The answer has this status and no body; nothing is applied. A redirect leads back to this server.
     *
     * @param status from 200 to 599
     * @throws IllegalArgumentException if the status is out of its range
     */
    public static Fault answer(int status) {
        return new Fault(FaultPlans.answer(status, null, null));
    }

    /** The answer is 401 from the gateway: the token has to be renewed. */
    public static Fault tokenRefused() {
        return new Fault(FaultPlans.tokenRefused());
    }

    /** The answer is 429 from the gateway, which does not say when to come back; see {@link #retryAfter}. */
    public static Fault throttled() {
        return new Fault(FaultPlans.throttled());
    }

    /** The request is read and the connection closed without an answer; nothing is applied. */
    public static Fault hangUp() {
        return new Fault(FaultPlan.of(Ending.HANG_UP, false));
    }

    /** The request is read and the connection reset; nothing is applied. */
    public static Fault reset() {
        return new Fault(FaultPlan.of(Ending.RESET, false));
    }

    /**
     * The request lies there for a while before it is worked on; the answer comes then. Who did not wait for it finds
     * the request applied later.
     *
     * @throws IllegalArgumentException if the delay is negative
     */
    public static Fault slow(Duration delay) {
        return new Fault(FaultPlans.slow(delay));
    }

    /** No answer ever comes; nothing is applied. In memory, where nobody sleeps, the deadline is over at once. */
    public static Fault neverAnswer() {
        return new Fault(FaultPlan.slow(FaultPlan.FOREVER, false, false));
    }

    /** No answer ever comes, as with {@link #neverAnswer()}, but in memory too the calling thread waits for it. */
    public static Fault block() {
        return new Fault(FaultPlan.slow(FaultPlan.FOREVER, false, true));
    }

    /** The request is applied, and the connection closed in the middle of the answer's body. */
    public static Fault cutBody() {
        return new Fault(FaultPlan.of(Ending.CUT_BODY, true));
    }

    /** The request is applied, and the answer stops in the middle of its body; the connection stays open. */
    public static Fault stallBody() {
        return new Fault(FaultPlan.of(Ending.STALL_BODY, true));
    }

    /**
     * The request is applied, and the body of the right answer comes one byte at a time. In memory the answer is late if
     * all its bytes together take longer than the deadline.
     *
     * @param perByte the pause before each byte
     * @throws IllegalArgumentException unless the pause is positive
     */
    public static Fault trickle(Duration perByte) {
        return new Fault(FaultPlans.trickle(perByte));
    }

    /** The request is applied, and the answer is 200 with bytes that are no JSON. */
    public static Fault garbage() {
        return new Fault(FaultPlan.of(Ending.GARBAGE, true));
    }

    /** The request is applied, and the answer is 200 with a page of HTML, as some proxies give. */
    public static Fault html() {
        return new Fault(FaultPlan.of(Ending.HTML, true));
    }

    /** The request is applied, and the answer is 200 with JSON of 16 MiB. */
    public static Fault tooLargeBody() {
        return new Fault(FaultPlan.of(Ending.TOO_LARGE, true));
    }

    /** The request is applied, and the answer names neither a job nor an order. For enlarge requests. */
    public static Fault withoutIds() {
        return new Fault(FaultPlan.of(Ending.WITHOUT_IDS, true));
    }

    /** The request is applied, and the answer names its job or order by what cannot be an id. For enlarge requests. */
    public static Fault withBrokenIds() {
        return new Fault(FaultPlan.of(Ending.BROKEN_IDS, true));
    }

    /** The request is applied, and the answer names another instance than asked for. For enlarge requests. */
    public static Fault namingInstance(InstanceId other) {
        return new Fault(FaultPlan.of(Ending.OTHER_INSTANCE, true).saying(other.value()));
    }

    /** The next read shows jobs with this status, such as one that nobody knows. For reads of jobs. */
    public static Fault jobStatus(String status) {
        return new Fault(FaultPlans.jobStatus(status));
    }

    /** The next read shows jobs with this name: of another kind of work, such as {@code ReduceNode}. For reads of jobs. */
    public static Fault jobName(String name) {
        return new Fault(FaultPlans.jobName(name));
    }

    /**
     * The right answer is followed by another one that nobody asked for: of the same shape, about a job that does not
     * exist, or an error. Both leave in one write, unless it is {@link #late(Duration) late}. In memory there is no
     * connection to leave it on, and nothing goes wrong.
     *
     * @param status from 200 to 599
     * @throws IllegalArgumentException if the status is out of its range
     */
    public static Fault unasked(int status) {
        return new Fault(FaultPlans.unasked(status, null));
    }

    /**
     * The right answer is followed by this one that nobody asked for; see {@link #unasked(int)}.
     *
     * @param json its body
     * @throws IllegalArgumentException if the status is out of its range
     */
    public static Fault unasked(int status, String json) {
        return new Fault(FaultPlans.unasked(status, requireNonNull(json, "json")));
    }

    /** The answer is the right one, compressed with gzip though the request did not ask for it. */
    public static Fault gzip() {
        return new Fault(FaultPlan.of(Ending.AS_USUAL, true)).gzipped();
    }

    /** The same fault, but the request is applied first: only the reply goes wrong. */
    public Fault afterApplying() {
        return new Fault(plan.afterApplying());
    }

    /** The same fault, but the answer's body is compressed with gzip, whatever the request asked for. */
    public Fault gzipped() {
        return new Fault(plan.gzipped());
    }

    /**
     * The same fault, but the answer comes so much later; what {@link #unasked(int)} adds, so much later than the right
     * answer. In memory, where nobody sleeps, an answer is late only if that is longer than the deadline.
     *
     * @throws IllegalArgumentException if the time is negative
     */
    public Fault late(Duration late) {
        return new Fault(plan.late(late));
    }

    /**
     * The same fault, but an answer with a status has the body of an accepted order: of the one that it was {@linkplain
     * #afterApplying() applied} as, else of one that does not exist. The body names this order beside its job, and has a
     * field that nobody knows. For enlarge requests.
     */
    public Fault accepting(OrderId besideTheJob) {
        return new Fault(plan.accepting(besideTheJob.value()));
    }

    /**
     * The same fault, but the answer names this id as that of its request. In memory requests have no id.
     *
     * @throws IllegalArgumentException if it is not of visible ASCII characters, without blanks
     */
    public Fault requestId(String id) {
        return new Fault(plan.requestId(id));
    }

    /**
     * The same fault with a header Retry-After, in whole seconds. For answers with an error status.
     *
     * @throws IllegalArgumentException if the time is negative
     * @throws IllegalStateException if it is another fault
     */
    public Fault retryAfter(Duration wait) {
        return new Fault(plan.retryAfter(wait, false));
    }

    /**
     * The same fault with a header Retry-After that is a date, by the cloud's time. For answers with an error status.
     *
     * @throws IllegalArgumentException if the time is negative
     * @throws IllegalStateException if it is another fault
     */
    public Fault retryAfterDate(Duration wait) {
        return new Fault(plan.retryAfter(wait, true));
    }

    /**
     * The same fault with a header Retry-After as it stands here, in any form or in none that makes sense. For answers with
     * an error status. In memory a date is compared with this machine's clock, at once.
     *
     * @throws IllegalStateException if it is another fault
     */
    public Fault retryAfter(String header) {
        return new Fault(plan.retryAfter(header));
    }

    /**
     * The same fault for the next request that reads: instance, nodes, groups, schemas, flavors, job or list of jobs. In
     * memory each call of a port is one request.
     */
    public Fault onReads() {
        return new Fault(plan.at(Target.READ));
    }

    /** The same fault for the next request to IAM. */
    public Fault onIam() {
        return new Fault(plan.at(Target.IAM));
    }

    /** Names no secret and no body. */
    @Override
    public String toString() {
        return "Fault[" + plan + "]";
    }
}
