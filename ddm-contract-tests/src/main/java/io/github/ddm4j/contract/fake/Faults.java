/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.fake;

import io.github.ddm4j.contract.fixture.Answer;
import io.github.ddm4j.contract.fixture.Mishap;
import io.github.ddm4j.contract.fixture.Trouble;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.fake.Fault;
import java.time.Duration;

/** The faults that the fake is told to play, one for each trouble that it can. */
final class Faults {

    /**
     * The pause between two bytes: some hundred bytes take longer than a suite waits, and one is shorter than any
     * deadline.
     */
    private static final Duration BETWEEN_BYTES = Duration.ofMillis(30);

    private Faults() {}

    static Fault of(Trouble trouble) {
        return trouble instanceof Answer answer ? of(answer) : of((Mishap) trouble);
    }

    private static Fault of(Answer answer) {
        Fault fault = answer.errorCode()
                .map(code -> Fault.answer(answer.status(), code, answer.message()))
                .orElseGet(() -> Fault.answer(answer.status()));
        if (answer.retryAfter().isPresent()) {
            fault = fault.retryAfter(answer.retryAfter().get());
        }
        if (answer.besideTheJob().isPresent()) {
            fault = fault.accepting(answer.besideTheJob().get());
        }
        if (answer.requestId().isPresent()) {
            fault = fault.requestId(answer.requestId().get());
        }
        fault = fault.late(answer.late());
        return answer.afterApplying() ? fault.afterApplying() : fault;
    }

    private static Fault of(Mishap mishap) {
        return switch (mishap) {
            case NOTHING -> Fault.slow(Duration.ZERO);
            case REQUEST_LOST -> Fault.hangUp();
            case REQUEST_RESET -> Fault.reset();
            case REPLY_RESET -> Fault.reset().afterApplying();
            case REPLY_HTML -> Fault.html();
            case REPLY_LOST -> Fault.hangUp().afterApplying();
            case REPLY_CUT -> Fault.cutBody();
            case REPLY_GARBAGE -> Fault.garbage();
            case REPLY_TOO_LARGE -> Fault.tooLargeBody();
            case REPLY_WITHOUT_IDS -> Fault.withoutIds();
            case REPLY_WITH_BROKEN_IDS -> Fault.withBrokenIds();
            case REPLY_NAMES_ANOTHER_INSTANCE -> Fault.namingInstance(new InstanceId("somebody-elses"));
            case NEVER_ANSWERED -> Fault.neverAnswer();
            case REPLY_STALLED -> Fault.stallBody();
            case REPLY_GZIPPED -> Fault.gzip();
            case UNASKED_ANSWER -> Fault.unasked(200);
            case UNASKED_REFUSAL -> Fault.unasked(403);
            case REPLY_TRICKLES -> Fault.trickle(BETWEEN_BYTES);
            case JOB_STATUS_UNKNOWN -> Fault.jobStatus("Pausing");
            case JOB_OF_ANOTHER_KIND -> Fault.jobName("ReduceNode");
            case HELD -> Fault.block();
            case CREDENTIALS_ENDED -> Fault.tokenRefused();
            default ->
                throw new IllegalArgumentException("Not played by the far side, but by the adapter's: " + mishap);
        };
    }
}
