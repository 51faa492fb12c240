/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.outcome.CallFailure;
import io.github.ddm4j.core.outcome.ErrorCodes;
import io.github.ddm4j.core.outcome.FailureKind;
import io.github.ddm4j.core.outcome.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The outcome table of the core, printed for {@code docs/outcomes.md}: each row, each status, each error code. */
final class MeaningsTable {

    private MeaningsTable() {}

    static String print() {
        return "\n### What happened\n\n" + rows() + "\n### By status, where no error code says otherwise\n\n"
                + statuses() + "\n### By error code\n\n" + codes() + "\n";
    }

    private static String rows() {
        StringBuilder out = new StringBuilder("| | what happened | an order is | a read is | a token is |"
                + " the breaker of orders |\n|--:|---|---|---|---|---|\n");
        int number = 1;
        for (FailureKind kind : FailureKind.values()) {
            out.append(String.format(
                    "| %d | %s | %s | %s | %s | %s |%n",
                    number++,
                    what(kind),
                    word(kind.order()),
                    word(kind.read()),
                    word(kind.token()),
                    learns(kind.order())));
        }
        return out.toString();
    }

    private static String what(FailureKind kind) {
        return switch (kind) {
            case NOT_ATTEMPTED -> "nothing was sent: breaker open, closed, interrupted, gate refused, no time left";
            case NOT_SENT -> "nothing was sent: no address, no connection, no TLS";
            case UNUSABLE_ANSWER ->
                "2xx that is not JSON, cut short, too large, about another instance, or without a usable id";
            case INCONCLUSIVE -> statuses(kind);
            case SERVICE_FAULT -> "any other status with an error code of a [fault inside](#by-error-code)";
            case TASK_NOT_FOUND -> "any other status with the error code of a task that is not found";
            case UNAUTHORIZED -> "401, also with new credentials";
            case THROTTLED, REFUSED -> statuses(kind);
            case REFUSED_OTHERWISE -> "any other 4xx";
            case NO_ANSWER -> "sent, then no whole answer: late, reset, cut off, TLS alert; a bug of the adapter";
            case GIVEN_UP -> "sent, then interrupted or closed";
        };
    }

    private static String learns(Verdict verdict) {
        return switch (verdict.breaker()) {
            case FAILURE -> "counts a failure";
            case SUCCESS -> "counts a success";
            case IGNORES -> "learns nothing";
        };
    }

    private static String word(Verdict verdict) {
        return switch (verdict) {
            case NOT_ATTEMPTED -> "unavailable";
            case OUTAGE -> "unavailable, an outage";
            case THROTTLED -> "unavailable, `retryAfter()` if told";
            case REJECTED -> "rejected";
            case ACCESS_DENIED -> "rejected, `ACCESS`";
            case UNKNOWN -> "**unknown**";
            case UNKNOWN_BY_CALLER -> "**unknown**, no outage";
        };
    }

    /** By asking for each status there is. */
    private static String statuses() {
        Map<String, List<Integer>> byMeaning = new LinkedHashMap<>();
        IntStream.rangeClosed(300, 599).forEach(status -> byMeaning
                .computeIfAbsent(meaning(status, null, FailureKind::order), meaning -> new ArrayList<>())
                .add(status));
        StringBuilder out = new StringBuilder("| status | an order is |\n|---|---|\n");
        byMeaning.forEach((meaning, statuses) -> out.append(String.format("| %s | %s |%n", ranges(statuses), meaning)));
        return out.toString();
    }

    private static String statuses(FailureKind kind) {
        return ranges(IntStream.rangeClosed(300, 599)
                .filter(status -> failure(status, null).kind() == kind)
                .boxed()
                .toList());
    }

    private static String codes() {
        Map<String, List<String>> byMeaning = new TreeMap<>();
        for (String code : ErrorCodes.known()) {
            byMeaning
                    .computeIfAbsent(
                            meaning(400, code, FailureKind::order) + " | " + meaning(400, code, FailureKind::read),
                            meaning -> new ArrayList<>())
                    .add(code);
        }
        StringBuilder out = new StringBuilder("| an order is | a read is | where the error code is |\n|---|---|---|\n");
        byMeaning.forEach(
                (meaning, codes) -> out.append(String.format("| %s | %s |%n", meaning, String.join(", ", codes))));
        return out.toString();
    }

    private static String meaning(int status, String code, Function<FailureKind, Verdict> column) {
        Verdict verdict = column.apply(failure(status, code).kind());
        RejectionReason reason = ErrorCodes.reason(status, code);
        return verdict == Verdict.REJECTED ? "rejected, `" + reason + "`" : word(verdict);
    }

    private static CallFailure failure(int status, String code) {
        return CallFailure.answered(status, new ProviderError(code, null, null), null);
    }

    /** Such as 300–399, 408. A range ends at the next hundred. */
    private static String ranges(List<Integer> statuses) {
        List<String> ranges = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= statuses.size(); i++) {
            if (i == statuses.size() || statuses.get(i) != statuses.get(i - 1) + 1 || statuses.get(i) % 100 == 0) {
                int first = statuses.get(from);
                int last = statuses.get(i - 1);
                ranges.add(first == last ? String.valueOf(first) : first + (last == first + 1 ? ", " : "–") + last);
                from = i;
            }
        }
        return ranges.stream().collect(Collectors.joining(", "));
    }
}
