/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import io.github.ddm4j.core.exception.RejectionReason;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What may come instead of a good answer, by what it means: written once, for all suites. */
final class Troubles {

    /**
     * A trouble, and how much of the order it leaves behind.
     *
     * @param applied how many orders the far side has applied
     */
    record Of(Trouble trouble, int applied) {}

    private Troubles() {}

    /** The connection ends, without an answer. */
    static final List<Of> LOST = List.of(
            new Of(Mishap.REQUEST_LOST, 0),
            new Of(Mishap.REQUEST_RESET, 0),
            new Of(Mishap.REPLY_LOST, 1),
            new Of(Mishap.REPLY_RESET, 1));

    /** An answer comes that says yes, and cannot be used. */
    static final List<Of> UNUSABLE = List.of(
            new Of(Mishap.REPLY_CUT, 1),
            new Of(Mishap.REPLY_GARBAGE, 1),
            new Of(Mishap.REPLY_HTML, 1),
            new Of(Mishap.REPLY_TOO_LARGE, 1),
            new Of(Mishap.REPLY_WITHOUT_IDS, 1),
            new Of(Mishap.REPLY_WITH_BROKEN_IDS, 1),
            new Of(Mishap.REPLY_NAMES_ANOTHER_INSTANCE, 1));

    /** The last digits of the statuses that somebody may treat in a way of their own. */
    private static final Set<Integer> SPECIAL = Set.of(0, 1, 2, 3, 4, 5, 7, 8, 9, 11, 13, 15);

    /** Statuses of a range: all of them for the first call of an adapter, elsewhere the special ones. */
    static List<Integer> statuses(Situation situation, int from, int to) {
        return IntStream.rangeClosed(from, to)
                .filter(status -> situation == Situation.FIRST || SPECIAL.contains(status % 100))
                .boxed()
                .toList();
    }

    /** Statuses that tell nothing of what became of the request. */
    static List<Of> telling(List<Integer> statuses) {
        return statuses.stream()
                .map(Answer::bare)
                .flatMap(answer -> Stream.of(new Of(answer, 0), new Of(answer.onceApplied(), 1)))
                .toList();
    }

    /** Refusals whose status alone says that they are some: those of 400 to 494 that say nothing else. */
    static List<Answer> refusals(Situation situation) {
        List<Integer> others = List.of(401, 408, 429, 460);
        return statuses(situation, 400, 494).stream()
                .filter(status -> !others.contains(status))
                .map(Answer::bare)
                .toList();
    }

    /** What a refusal means by its status alone. */
    static RejectionReason reason(int status) {
        return switch (status) {
            case 400, 405, 414, 415, 494 -> RejectionReason.BAD_REQUEST;
            case 401, 403 -> RejectionReason.ACCESS;
            case 404 -> RejectionReason.NOT_FOUND;
            case 409 -> RejectionReason.INSTANCE_BUSY;
            case 413 -> RejectionReason.QUOTA;
            default -> RejectionReason.OTHER;
        };
    }

    /** Every kind of trouble that makes an outcome unknown. */
    static List<Of> unknown() {
        return Stream.of(
                        LOST,
                        UNUSABLE,
                        telling(List.of(300, 301, 302, 303, 304, 305, 307, 308, 408)),
                        telling(List.of(500, 501, 502, 503, 504, 505, 507, 511, 599)))
                .flatMap(List::stream)
                .toList();
    }

    /** What keeps a read from an answer: the same but for what only an order's answer can have. */
    static List<Trouble> unreadable(Situation situation) {
        List<Integer> statuses = situation == Situation.FIRST
                ? List.of(300, 302, 307, 408, 500, 501, 502, 503, 504, 505, 511, 599)
                : List.of(302, 408, 500, 503);
        return Stream.concat(
                        Stream.<Trouble>of(
                                Mishap.REQUEST_LOST,
                                Mishap.REQUEST_RESET,
                                Mishap.REPLY_CUT,
                                Mishap.REPLY_GARBAGE,
                                Mishap.REPLY_HTML,
                                Mishap.REPLY_TOO_LARGE),
                        statuses.stream()
                                .<Trouble>map(status -> Answer.bare(status).retryAfter(0)))
                .toList();
    }
}
