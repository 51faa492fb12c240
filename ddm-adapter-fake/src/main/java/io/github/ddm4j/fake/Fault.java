/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import static java.util.Objects.requireNonNull;

import io.github.ddm4j.core.model.InstanceId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

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

    enum Target {
        ENLARGE,
        READ,
        IAM
    }

    enum Ending {
        AS_USUAL,
        ERROR,
        HANG_UP,
        RESET,
        CUT_BODY,
        STALL_BODY,
        GARBAGE,
        HTML,
        TOO_LARGE,
        WITHOUT_IDS,
        BROKEN_IDS,
        OTHER_INSTANCE
    }

    /** Longer than anybody waits. */
    static final Duration FOREVER = Duration.ofDays(36_500);

    static final Fault NONE = new Fault(Target.ENLARGE, Ending.AS_USUAL, true);

    private final Target target;
    private final Ending ending;
    private final boolean applies;
    private final Duration delayBefore;
    private final Duration delayAfter;
    private final boolean blocks;
    private final @Nullable Refusal error;
    private final @Nullable InstanceId otherInstance;

    private Fault(Target target, Ending ending, boolean applies) {
        this(target, ending, applies, Duration.ZERO, Duration.ZERO, false, null, null);
    }

    private Fault(
            Target target,
            Ending ending,
            boolean applies,
            Duration delayBefore,
            Duration delayAfter,
            boolean blocks,
            @Nullable Refusal error,
            @Nullable InstanceId otherInstance) {
        this.target = target;
        this.ending = ending;
        this.applies = applies;
        this.delayBefore = delayBefore;
        this.delayAfter = delayAfter;
        this.blocks = blocks;
        this.error = error;
        this.otherInstance = otherInstance;
    }

    /**
     * The answer has this status and an error body with this code; nothing is applied. A code that begins with APIG is
     * written in the gateway's shape, any other in the service's, and to an IAM request in IAM's.
     *
     * @param status from 200 to 599
     * @throws IllegalArgumentException if the status is out of its range
     */
    public static Fault answer(int status, String code, String message) {
        requireStatus(status);
        return error(Refusal.of(status, requireNonNull(code, "code"), requireNonNull(message, "message")));
    }

    /**
     * The answer has this status and no body; nothing is applied. A redirect leads back to this server.
     *
     * @param status from 200 to 599
     * @throws IllegalArgumentException if the status is out of its range
     */
    public static Fault answer(int status) {
        requireStatus(status);
        return error(Refusal.of(status, null, null));
    }

    /** 401 from the gateway: the token has to be renewed. */
    public static Fault tokenRefused() {
        return error(Refusal.unauthenticated("the token must be renewed"));
    }

    /** 429 from the gateway, which does not say when to come back; see {@link #retryAfter}. */
    public static Fault throttled() {
        return answer(429, "APIGW.0308", "The throttling threshold has been reached: user over ratelimit");
    }

    private static void requireStatus(int status) {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("status must be from 200 to 599, but was " + status);
        }
    }

    private static Fault error(Refusal refusal) {
        return new Fault(Target.ENLARGE, Ending.ERROR, false, Duration.ZERO, Duration.ZERO, false, refusal, null);
    }

    /** The request is read and the connection closed without an answer; nothing is applied. */
    public static Fault hangUp() {
        return new Fault(Target.ENLARGE, Ending.HANG_UP, false);
    }

    /** The request is read and the connection reset; nothing is applied. */
    public static Fault reset() {
        return new Fault(Target.ENLARGE, Ending.RESET, false);
    }

    /**
     * The request lies there for a while before it is worked on; the answer comes then. Who did not wait for it finds
     * the request applied later.
     *
     * @throws IllegalArgumentException if the delay is negative
     */
    public static Fault slow(Duration delay) {
        Inputs.requireNotNegative("delay", delay);
        return new Fault(Target.ENLARGE, Ending.AS_USUAL, true, delay, Duration.ZERO, false, null, null);
    }

    /** No answer ever comes; nothing is applied. In memory, where nobody sleeps, the deadline is over at once. */
    public static Fault neverAnswer() {
        return new Fault(Target.ENLARGE, Ending.AS_USUAL, false, FOREVER, Duration.ZERO, false, null, null);
    }

    /** Like {@link #neverAnswer()}, but in memory too the calling thread waits, until it is interrupted. */
    public static Fault block() {
        return new Fault(Target.ENLARGE, Ending.AS_USUAL, false, FOREVER, Duration.ZERO, true, null, null);
    }

    /** The request is applied, and the connection closed in the middle of the answer's body. */
    public static Fault cutBody() {
        return new Fault(Target.ENLARGE, Ending.CUT_BODY, true);
    }

    /** The request is applied, and the answer stops in the middle of its body; the connection stays open. */
    public static Fault stallBody() {
        return new Fault(Target.ENLARGE, Ending.STALL_BODY, true);
    }

    /** The request is applied, and the answer is 200 with bytes that are no JSON. */
    public static Fault garbage() {
        return new Fault(Target.ENLARGE, Ending.GARBAGE, true);
    }

    /** The request is applied, and the answer is 200 with a page of HTML, as some proxies give. */
    public static Fault html() {
        return new Fault(Target.ENLARGE, Ending.HTML, true);
    }

    /** The request is applied, and the answer is 200 with JSON of 16 MiB. */
    public static Fault tooLargeBody() {
        return new Fault(Target.ENLARGE, Ending.TOO_LARGE, true);
    }

    /** The request is applied, and the answer names neither a job nor an order. For enlarge requests. */
    public static Fault withoutIds() {
        return new Fault(Target.ENLARGE, Ending.WITHOUT_IDS, true);
    }

    /** The request is applied, and what the answer names job or order by cannot be an id. For enlarge requests. */
    public static Fault withBrokenIds() {
        return new Fault(Target.ENLARGE, Ending.BROKEN_IDS, true);
    }

    /** The request is applied, and the answer names another instance than asked for. For enlarge requests. */
    public static Fault namingInstance(InstanceId other) {
        requireNonNull(other, "other");
        return new Fault(Target.ENLARGE, Ending.OTHER_INSTANCE, true, Duration.ZERO, Duration.ZERO, false, null, other);
    }

    /** The same, but the request is applied first: only the reply goes wrong. */
    public Fault afterApplying() {
        Duration delay = delayBefore.isZero() ? delayAfter : delayBefore;
        return new Fault(target, ending, true, Duration.ZERO, delay, blocks, error, otherInstance);
    }

    /**
     * The same with a header Retry-After, in whole seconds. For answers with an error status.
     *
     * @throws IllegalArgumentException if the time is negative
     * @throws IllegalStateException if it is another fault
     */
    public Fault retryAfter(Duration wait) {
        Inputs.requireNotNegative("wait", wait);
        if (error == null) {
            throw new IllegalStateException("only an answer with an error status can say when to come back");
        }
        return new Fault(
                target, ending, applies, delayBefore, delayAfter, blocks, error.retryAfter(wait), otherInstance);
    }

    /**
     * The same with a header Retry-After as it stands here, in any form or in none that makes sense. For answers with an
     * error status. In memory a date is compared with this machine's clock, at once.
     *
     * @throws IllegalStateException if it is another fault
     */
    public Fault retryAfter(String header) {
        requireNonNull(header, "header");
        if (error == null) {
            throw new IllegalStateException("only an answer with an error status can say when to come back");
        }
        return new Fault(
                target, ending, applies, delayBefore, delayAfter, blocks, error.retryAfter(header), otherInstance);
    }

    /**
     * The same for the next request that reads: instance, nodes, groups, job or list of jobs. In memory each call of a
     * port is one request.
     */
    public Fault onReads() {
        return at(Target.READ);
    }

    /** The same for the next request to IAM. */
    public Fault onIam() {
        return at(Target.IAM);
    }

    private Fault at(Target other) {
        return new Fault(other, ending, applies, delayBefore, delayAfter, blocks, error, otherInstance);
    }

    Target target() {
        return target;
    }

    Ending ending() {
        return ending;
    }

    /** Whether the request is worked on at all. */
    boolean applies() {
        return applies;
    }

    Duration delayBefore() {
        return delayBefore;
    }

    Duration delayAfter() {
        return delayAfter;
    }

    boolean blocks() {
        return blocks;
    }

    Refusal error() {
        return requireNonNull(error, "a fault that answers with an error");
    }

    /** Whether a caller cannot read the answer. */
    boolean spoilsAnswer() {
        return switch (ending) {
            case HANG_UP, RESET, CUT_BODY, STALL_BODY, GARBAGE, HTML, TOO_LARGE -> true;
            case AS_USUAL, ERROR, WITHOUT_IDS, BROKEN_IDS, OTHER_INSTANCE -> false;
        };
    }

    /** What becomes of a result on its way back. */
    EnlargeResult distort(EnlargeResult result) {
        return switch (ending) {
            case WITHOUT_IDS -> result.withoutIds();
            case BROKEN_IDS -> result.withBrokenIds();
            case OTHER_INSTANCE -> result.naming(requireNonNull(otherInstance).value());
            default -> result;
        };
    }

    /** Names no secret and no body. */
    @Override
    public String toString() {
        return "Fault[" + target + " " + ending + (applies ? ", applied" : ", not applied") + "]";
    }
}
