/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ddm4j.core.validation.ScaleOutRules;
import io.github.ddm4j.feign.http.HttpAnswer;
import io.github.ddm4j.feign.internal.CallFailed;
import io.github.ddm4j.feign.internal.DecodedAnswer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns the fields of one answer into values of ours. A value that a caller acts on is read strictly: an answer that
 * has it in another form cannot be used. A value that is only shown may be absent or odd. No text leaves that holds a
 * part of the credentials that were sent.
 */
final class WireValues {

    /** The format of {@code 2021-11-09T03:30:01+0000}; the documentation's pattern shows a Z. */
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX]")
            .toFormatter();

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,10}");

    private static final Pattern PERCENT = Pattern.compile("(100|[0-9]{1,2})%?");

    private final HttpAnswer answer;

    WireValues(DecodedAnswer<?> reply) {
        this.answer = reply.answer();
    }

    /** Returns the failure of an answer that cannot be used, with the reason as the end of a sentence. */
    CallFailed unusable(String why) {
        return new CallFailed(DecodedAnswer.unusable(why, answer));
    }

    /** Strict: a text that must be there. */
    String required(String field, @Nullable JsonNode value) {
        return text(field, value).orElseThrow(() -> unusable("its " + field + " is absent"));
    }

    /** Strict: an identifier that must be there. */
    <T> T id(String field, @Nullable JsonNode value, Function<String, T> type) {
        return optionalId(field, value, type).orElseThrow(() -> unusable("its " + field + " is absent"));
    }

    /** Strict: an identifier that may be absent, but not broken. */
    <T> Optional<T> optionalId(String field, @Nullable JsonNode value, Function<String, T> type) {
        Optional<String> id = text(field, value);
        if (id.isPresent() && ScaleOutRules.checkId(field, id.get()).isPresent()) {
            throw unusable("its " + field + " cannot be an id");
        }
        return id.map(type);
    }

    /** Strict: a number of things that may be absent. */
    OptionalInt count(String field, @Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return OptionalInt.empty();
        }
        String digits = value.isIntegralNumber() || value.isTextual() ? value.asText() : "";
        if (!NUMBER.matcher(digits).matches() || Long.parseLong(digits) > Integer.MAX_VALUE) {
            throw unusable("its " + field + " cannot be a number of things");
        }
        return OptionalInt.of(Integer.parseInt(digits));
    }

    /** Strict: a moment that may be absent. */
    Optional<Instant> time(String field, @Nullable JsonNode value) {
        Optional<String> text = text(field, value);
        Optional<Instant> time = moment(text);
        if (text.isPresent() && time.isEmpty()) {
            throw unusable("its " + field + " cannot be a time");
        }
        return time;
    }

    private Optional<String> text(String field, @Nullable JsonNode value) {
        if (value != null && !value.isNull() && !value.isTextual()) {
            throw unusable("its " + field + " is no text");
        }
        return shown(value);
    }

    /** Tolerant: a text that is only shown. */
    Optional<String> shown(@Nullable JsonNode value) {
        return value == null || !value.isValueNode() || value.isNull()
                ? Optional.empty()
                : Optional.of(value.asText()).map(answer::hideSecrets).filter(text -> !text.isBlank());
    }

    /** Tolerant: a moment that is only shown. */
    Optional<Instant> shownTime(@Nullable JsonNode value) {
        return moment(shown(value));
    }

    /** Tolerant: percent, such as {@code 60%}. */
    OptionalInt percent(@Nullable JsonNode value) {
        String text = shown(value).orElse("").strip();
        return PERCENT.matcher(text).matches()
                ? OptionalInt.of(Integer.parseInt(text.replace("%", "")))
                : OptionalInt.empty();
    }

    private static Optional<Instant> moment(Optional<String> text) {
        try {
            return text.map(told -> OffsetDateTime.parse(told, TIME).toInstant());
        } catch (DateTimeException nonsense) {
            return Optional.empty();
        }
    }
}
