/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.control;

import io.github.ddm4j.fake.internal.cloud.RequestLog;
import io.github.ddm4j.fake.internal.json.JsonObject;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds requests in the log by their properties; all that are given have to fit. */
record RequestSearch(Map<String, String> wanted) {

    static final RequestSearch ALL = new RequestSearch(Map.of());

    /** The parameters by which requests are found. */
    static final Set<String> PARAMETERS = Set.of("method", "kind", "instance", "path", "status", "code");

    private static final String LIMIT = "limit";

    /** @throws IllegalArgumentException if a parameter is not known */
    static RequestSearch of(Map<String, String> parameters) {
        for (String name : parameters.keySet()) {
            if (!PARAMETERS.contains(name) && !name.equals(LIMIT)) {
                throw new IllegalArgumentException(name + " is no parameter of this call, which takes "
                        + new TreeSet<>(PARAMETERS) + " and limit");
            }
        }
        return new RequestSearch(parameters);
    }

    /** @throws IllegalArgumentException if the limit is no number in its range */
    int limit() {
        String text = wanted.get(LIMIT);
        if (text == null) {
            return RequestLog.KEPT;
        }
        if (!text.matches("[1-9][0-9]{0,4}")) {
            throw new IllegalArgumentException("limit must be a number from 1 to 99999, but was " + text);
        }
        return Integer.parseInt(text);
    }

    int count(RequestLog log) {
        return log.find(this::fits, RequestLog.KEPT).size();
    }

    JsonObject in(RequestLog log, int atMost) {
        return new JsonObject()
                .put("total", log.count())
                .putAll("latest", log.find(this::fits, atMost), RequestSearch::shown);
    }

    private boolean fits(RequestLog.Entry entry) {
        return is("method", entry.method())
                && is("kind", entry.kind())
                && is("status", String.valueOf(entry.status()))
                && is("code", entry.errorCode())
                && holds("path", entry.path())
                && holds("instance", entry.path());
    }

    private boolean is(String name, @Nullable String value) {
        String text = wanted.get(name);
        return text == null || text.equalsIgnoreCase(value);
    }

    private boolean holds(String name, String value) {
        String text = wanted.get(name);
        return text == null || value.contains(text);
    }

    private static JsonObject shown(RequestLog.Numbered numbered) {
        RequestLog.Entry entry = numbered.entry();
        return new JsonObject()
                .put("number", numbered.number())
                .put("at", entry.at().toString())
                .put("kind", entry.kind())
                .put("method", entry.method())
                .put("path", entry.path())
                .put("body", entry.body())
                .put("status", entry.status())
                .put("code", entry.errorCode())
                .put("fault", entry.fault())
                .put("requestId", entry.requestId());
    }
}
