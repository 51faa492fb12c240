/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import io.github.ddm4j.contract.fixture.Answer;
import io.github.ddm4j.contract.fixture.Mishap;
import io.github.ddm4j.contract.fixture.Trouble;
import io.github.ddm4j.core.outcome.ErrorCodes;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The troubles that may come instead of a good answer, by what they mean: written once, for all suites. */
final class Troubles {

    /**
     * A trouble, with the number of orders that it leaves behind.
     *
     * @param applied the number of orders that the far side has applied
     */
    record Of(Trouble trouble, int applied) {}

    /** The code that says nothing to an order, because the task that is not found may be the order's own. */
    private static final String LOST_TASK = "DBS.300400";

    /** One code of so many is asked for where the situation adds more than the code. */
    private static final int SOME_CODES = 14;

    /** The situations that take several calls to bring about, and then for each trouble anew. */
    private static final Set<Situation> FAR =
            EnumSet.of(Situation.AFTER_OPTIONS, Situation.AFTER_INTERRUPT, Situation.HALF_OPEN);

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

    /**
     * Returns the statuses of a range, without some: all of them for the first call of an adapter, elsewhere {@link
     * #some} of the special ones.
     */
    static List<Integer> statuses(Situation situation, int from, int to, Integer... without) {
        List<Integer> statuses = IntStream.rangeClosed(from, to)
                .filter(status -> situation == Situation.FIRST || SPECIAL.contains(status % 100))
                .boxed()
                .filter(status -> !List.of(without).contains(status))
                .toList();
        return some(situation, statuses);
    }

    /**
     * Returns the troubles of statuses that tell nothing of what became of the request: applied and not, where a first
     * call meets a special one, else in turn.
     */
    @SuppressWarnings("EnumOrdinal") // the other turn in another situation
    static List<Of> telling(Situation situation, List<Integer> statuses) {
        List<Of> both = telling(statuses);
        return IntStream.range(0, both.size())
                .filter(row -> (row + row / 2 + situation.ordinal() / 2) % 2 == 0
                        || situation == Situation.FIRST && SPECIAL.contains(statuses.get(row / 2) % 100))
                .mapToObj(both::get)
                .toList();
    }

    private static List<Of> telling(List<Integer> statuses) {
        return statuses.stream()
                .map(Answer::bare)
                .flatMap(answer -> Stream.of(new Of(answer, 0), new Of(answer.onceApplied(), 1)))
                .toList();
    }

    /**
     * Returns all of a list for the first call of an adapter, elsewhere a third, another one in the next situation; a
     * sixth, where it takes several other calls to get there.
     */
    static <T> List<T> some(Situation situation, List<T> all) {
        return oneOf(FAR.contains(situation) ? 6 : 3, situation, all, 0);
    }

    /** Returns all of a list for the first call of an adapter, elsewhere a half, the other one in the next situation. */
    static <T> List<T> half(Situation situation, List<T> all) {
        return oneOf(2, situation, all, 0);
    }

    /** Returns all of a list for the first call of an adapter, elsewhere what {@link #half} leaves out. */
    static <T> List<T> otherHalf(Situation situation, List<T> all) {
        return oneOf(2, situation, all, 1);
    }

    /** Returns the refusals that show by their status alone: those of 400 to 494 that say nothing else. */
    static List<Answer> refusals(Situation situation) {
        return statuses(situation, 400, 494, 401, 408, 429, 460).stream()
                .map(Answer::bare)
                .toList();
    }

    /**
     * Returns the error codes that tell the reason of a refusal, whatever the status: all for the first call, then
     * some.
     */
    static List<String> refusalCodes(Situation situation) {
        return someCodes(situation, code -> !lostTrack(code));
    }

    /** Returns the error codes of an order that may have been applied, whatever the status: all, then some. */
    static List<String> faultCodes(Situation situation) {
        return someCodes(situation, Troubles::lostTrack);
    }

    private static boolean lostTrack(String code) {
        return ErrorCodes.tellsOfFault(code) || code.equals(LOST_TASK);
    }

    private static List<String> someCodes(Situation situation, Predicate<String> which) {
        return oneOf(
                SOME_CODES, situation, ErrorCodes.known().stream().filter(which).toList(), 0);
    }

    @SuppressWarnings("EnumOrdinal") // another part for each situation
    private static <T> List<T> oneOf(int many, Situation situation, List<T> all, int more) {
        return situation == Situation.FIRST
                ? all
                : IntStream.range(0, all.size())
                        .filter(index -> index % many == (situation.ordinal() + more) % many)
                        .mapToObj(all::get)
                        .toList();
    }

    /** Returns the status of a refusal for a turn, another one for the next. */
    static int refusalStatus(int turn) {
        return List.of(400, 403, 404, 409, 413, 422).get(turn % 6);
    }

    /** Returns every kind of trouble that makes an outcome unknown. */
    static List<Of> unknown() {
        return Stream.of(
                        LOST,
                        UNUSABLE,
                        telling(List.of(300, 301, 302, 303, 304, 305, 307, 308, 408, 460, 499)),
                        telling(List.of(500, 501, 502, 503, 504, 505, 507, 511, 599)),
                        List.of(new Of(Answer.of(400, "DBS.300002"), 0), new Of(Answer.of(409, "APIGW.0601"), 0)))
                .flatMap(List::stream)
                .toList();
    }

    /**
     * Returns the troubles that keep a read from an answer: those of an order, except the ones that only an order's
     * answer can have. All for the first call, then half of them upon a used connection, elsewhere a third.
     */
    static List<Trouble> unreadable(Situation situation) {
        Stream<Trouble> others = Stream.of(
                Mishap.REQUEST_LOST,
                Mishap.REQUEST_RESET,
                Mishap.REPLY_CUT,
                Answer.of(400, "DBS.300002"),
                Mishap.REPLY_GARBAGE,
                Mishap.REPLY_HTML,
                Answer.of(409, "APIGW.0601"),
                Mishap.REPLY_TOO_LARGE);
        Stream<Trouble> statuses = Stream.of(302, 300, 408, 307, 500, 460, 503, 499, 502, 501, 504, 505, 511, 599)
                .map(status -> Answer.bare(status).retryAfter("0"));
        return oneOf(
                situation == Situation.WARM ? 2 : 3,
                situation,
                Stream.concat(others, statuses).toList(),
                0);
    }
}
