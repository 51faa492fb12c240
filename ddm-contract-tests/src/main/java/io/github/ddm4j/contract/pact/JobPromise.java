/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.pact;

import au.com.dius.pact.core.support.json.JsonParser;
import au.com.dius.pact.core.support.json.JsonValue;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The promise about jobs that the pact makes and only the verification on the JVM checks. A file that verifiers of all
 * languages understand cannot say that a value is one that a state has told. Of one element among others the verifier
 * on the JVM itself sees nothing.
 */
final class JobPromise {

    static final String ONE = "a job";
    static final String LIST = "the jobs of a time, one of them failed";

    private static final Pattern TIME = Pattern.compile("\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])"
            + "T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d{1,9})?([+-]\\d\\d:?\\d\\d|Z)");

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,128}");

    private JobPromise() {}

    /** Returns true if an answer keeps the promise; an answer about something else does. */
    static boolean isKept(String interaction, String jobId, String body) {
        return switch (interaction) {
            case ONE -> text(field(JsonParser.parseString(body), "job"), "id").equals(jobId);
            case LIST ->
                elements(field(JsonParser.parseString(body), "jobs")).stream().anyMatch(job -> isFailed(job, jobId));
            default -> true;
        };
    }

    private static boolean isFailed(JsonValue job, String jobId) {
        return text(job, "id").equals(jobId)
                && text(job, "name").equals("EnlargeNode")
                && text(job, "status").equals("Failed")
                && TIME.matcher(text(job, "created_time")).matches()
                && TIME.matcher(text(job, "end_time")).matches()
                && ID.matcher(text(job, "instance_id")).matches()
                && !text(job, "fail_reason").isEmpty();
    }

    private static JsonValue field(JsonValue parent, String name) {
        return parent instanceof JsonValue.Object object ? object.get(name) : JsonValue.Null.INSTANCE;
    }

    private static List<JsonValue> elements(JsonValue array) {
        return array instanceof JsonValue.Array values ? values.getValues() : List.of();
    }

    /** Returns the text of a field; empty if it is no text. */
    private static String text(JsonValue parent, String name) {
        JsonValue value = field(parent, name);
        return value.isString() ? String.valueOf(value.asString()) : "";
    }
}
