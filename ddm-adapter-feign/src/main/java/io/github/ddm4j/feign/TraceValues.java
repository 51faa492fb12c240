/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.ddm4j.core.validation.ScaleOutRules;
import io.github.ddm4j.feign.CtsWire.TracesReply;
import io.github.ddm4j.feign.http.HttpAnswer;
import io.github.ddm4j.feign.internal.CallFailed;
import io.github.ddm4j.feign.internal.DecodedAnswer;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Turns the fields of traces into values of ours, tolerantly: what is odd counts as missing. No text leaves that holds a
 * part of the credentials that were sent, or the access key of the trace itself.
 */
final class TraceValues {

    /** The longest request or response that is read, in characters: an order and its answer are a tenth of it. */
    private static final int LONGEST_TEXT = 16 * 1024;

    private static final JsonMapper JSON = new JsonMapper();

    private final WireValues values;
    private final HttpAnswer answer;

    TraceValues(DecodedAnswer<TracesReply> reply) {
        this.values = new WireValues(reply);
        this.answer = reply.answer();
    }

    CallFailed unusable(String why) {
        return values.unusable(why);
    }

    Optional<String> shown(@Nullable JsonNode value) {
        return values.shown(value);
    }

    /** Returns a text without the access key of its trace. */
    Optional<String> shown(@Nullable JsonNode value, Optional<String> accessKey) {
        return without(accessKey, shown(value));
    }

    Optional<String> without(Optional<String> accessKey, Optional<String> text) {
        return accessKey.isEmpty() ? text : text.map(shown -> shown.replace(accessKey.get(), "***"));
    }

    /** Returns the id of an access key as it came, to be compared and never to be shown. */
    Optional<String> accessKey(@Nullable JsonNode user) {
        return textOf(object(user).get("access_key_id"));
    }

    /** Returns the name of a user. Some answers hold it as {@code user_name}, or the user as JSON in a text. */
    Optional<String> userName(@Nullable JsonNode user) {
        JsonNode object = object(user);
        return shown(object.get("name")).or(() -> shown(object.get("user_name")));
    }

    private static Optional<String> textOf(@Nullable JsonNode value) {
        return value == null || !value.isTextual() || value.asText().isBlank()
                ? Optional.empty()
                : Optional.of(value.asText());
    }

    /** Returns an object that is there as it is, or as JSON in a text; an empty one if it is neither, or too long. */
    JsonNode object(@Nullable JsonNode value) {
        if (value == null || value.isObject()) {
            return value == null ? MissingNode.getInstance() : value;
        }
        String text = value.isTextual() ? value.asText() : "";
        if (text.isBlank() || text.length() > LONGEST_TEXT) {
            return MissingNode.getInstance();
        }
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException noJson) {
            return MissingNode.getInstance();
        }
    }

    /** Returns milliseconds since 1970 as a moment; one after the year 5138 is none. */
    Optional<Instant> moment(@Nullable JsonNode value) {
        String digits = value == null || !value.isValueNode() ? "" : value.asText();
        return digits.matches("[0-9]{1,14}")
                ? Optional.of(Instant.ofEpochMilli(Long.parseLong(digits)))
                : Optional.empty();
    }

    OptionalInt number(@Nullable JsonNode value, int least, int most) {
        String digits = value == null || !value.isValueNode() ? "" : value.asText();
        if (!digits.matches("[0-9]{1,9}")) {
            return OptionalInt.empty();
        }
        int number = Integer.parseInt(digits);
        return number < least || number > most ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /** Returns an id, unless it holds the access key of its trace. */
    <T> Optional<T> id(@Nullable JsonNode value, Function<String, T> type, Optional<String> accessKey) {
        return textOf(value)
                .filter(id -> accessKey.stream().noneMatch(id::contains))
                .filter(id -> ScaleOutRules.checkId("id", id).isEmpty())
                .filter(id -> !answer.holdsSecret(id))
                .map(type);
    }

    /**
     * Returns the marker of the next page, or empty if there is none.
     *
     * @throws CallFailed if it cannot be sent back
     */
    Optional<String> marker(@Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        String marker = value.asText();
        if (marker.isEmpty()) {
            return Optional.empty();
        }
        if (!value.isTextual() || !marker.matches("[A-Za-z0-9_.:-]{1,256}") || answer.holdsSecret(marker)) {
            throw unusable("its marker cannot be one");
        }
        return Optional.of(marker);
    }
}
