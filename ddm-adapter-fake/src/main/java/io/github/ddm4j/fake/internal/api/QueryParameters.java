/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.api;

import io.github.ddm4j.fake.internal.cloud.Refusal;
import io.github.ddm4j.fake.internal.http.ServerRequest;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters of a query, checked. */
final class QueryParameters {

    private final Map<String, String> parameters;

    QueryParameters(ServerRequest request) {
        this.parameters = request.parameters();
    }

    @Nullable
    String text(String name) {
        return parameters.get(name);
    }

    /** @throws Refusal 400 if it is there and no number within the range */
    int number(String name, int ifAbsent, int least, int most) {
        String text = text(name);
        if (text == null) {
            return ifAbsent;
        }
        long value = parse(name, text);
        if (value < least || value > most) {
            throw Refusal.parameter(name, "must be from " + least + " to " + most + ", but was " + text);
        }
        return (int) value;
    }

    /** @throws Refusal 400 if it is absent */
    String mandatory(String name) {
        String text = text(name);
        if (text == null) {
            throw Refusal.parameter(name, "is mandatory");
        }
        return text;
    }

    /** @throws Refusal 400 if it is absent or no number */
    Instant epochMillis(String name) {
        return Instant.ofEpochMilli(parse(name, mandatory(name)));
    }

    private static long parse(String name, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw Refusal.parameter(name, "must be an Integer, but was " + text);
        }
    }
}
