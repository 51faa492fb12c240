/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import io.github.ddm4j.core.validation.ScaleOutRules;
import io.github.ddm4j.feign.http.Answer;
import io.github.ddm4j.feign.internal.CallFailure.UnusableAnswer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes our values of the provider's texts. What is decoration may be absent or odd; what a caller acts on may not. */
final class WireValues {

    /** Such as {@code 2021-11-09T03:30:01+0000}; the documentation's pattern shows a Z. */
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX]")
            .toFormatter();

    private WireValues() {}

    /** A text that must be there. */
    static String required(String field, @Nullable String value, Answer answer) {
        if (value == null || value.isBlank()) {
            throw new UnusableAnswer("its " + field + " is absent", answer);
        }
        return orEmpty(value, answer);
    }

    /** An identifier that must be there. */
    static <T> T id(String field, @Nullable String value, Function<String, T> type, Answer answer) {
        return optionalId(field, value, type, answer)
                .orElseThrow(() -> new UnusableAnswer("its " + field + " is absent", answer));
    }

    /** An identifier that may be absent, but not broken. */
    static <T> Optional<T> optionalId(String field, @Nullable String value, Function<String, T> type, Answer answer) {
        if (value == null || value.isBlank()) {
            return Optional.empty();
        }
        if (ScaleOutRules.checkId(field, value).isPresent()) {
            throw new UnusableAnswer("its " + field + " cannot be an id", answer);
        }
        return Optional.of(type.apply(value));
    }

    /** A text that may be absent. It may hold anything, what was sent as credentials too. */
    static String orEmpty(@Nullable String value, Answer answer) {
        String clean = answer.hideSecrets(value);
        return clean == null ? "" : clean;
    }

    static Optional<String> present(@Nullable String value, Answer answer) {
        return present(answer.hideSecrets(value));
    }

    static Optional<String> present(@Nullable String value) {
        return Optional.ofNullable(value).filter(text -> !text.isBlank());
    }

    /** A moment, if it is one. */
    static Optional<Instant> time(@Nullable String value) {
        try {
            return present(value).map(text -> OffsetDateTime.parse(text, TIME).toInstant());
        } catch (DateTimeException nonsense) {
            return Optional.empty();
        }
    }

    /** Percent, such as {@code 60%}, if it is that. */
    static OptionalInt percent(@Nullable String value) {
        String text = value == null ? "" : value.strip();
        return text.matches("(100|[0-9]{1,2})%?")
                ? OptionalInt.of(Integer.parseInt(text.replace("%", "")))
                : OptionalInt.empty();
    }
}
