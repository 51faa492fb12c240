/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.pact;

import au.com.dius.pact.core.support.json.JsonParser;
import au.com.dius.pact.core.support.json.JsonValue;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.JobId;
import java.util.List;

/**
 * The promise about the job that a state has told, which the pact makes and only the verification on the JVM checks. A
 * file that verifiers of all languages understand says of a list that one of its jobs looks so, but not that it is this
 * one.
 *
 * @param job as the state has told it
 * @param instance that the job is to scale out
 */
record JobPromise(JobId job, InstanceId instance) {

    static final String ONE = "a job";
    static final String LIST = "the jobs of a time, one of them failed";

    /** An identifier as we take it. */
    static final String ID = "[A-Za-z0-9_-]{1,128}";

    /** A moment without its offset, perhaps with fractions of a second. */
    static final String LOCAL_TIME =
            "\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d{1,9})?";

    /** A moment as DDM writes it, with its offset. */
    static final String TIME = LOCAL_TIME + "([+-]\\d\\d:?\\d\\d|Z)";

    /** Returns true if an answer keeps the promise; an answer about something else does. */
    boolean isKept(String interaction, String body) {
        return switch (interaction) {
            case ONE -> isTheJob(field(JsonParser.parseString(body), "job"));
            case LIST ->
                elements(field(JsonParser.parseString(body), "jobs")).stream()
                        .anyMatch(listed -> isTheJob(listed) && hasFailed(listed));
            default -> true;
        };
    }

    /** Shown when the promise is broken. */
    @Override
    public String toString() {
        return "the job %s of the instance %s".formatted(job, instance);
    }

    private boolean isTheJob(JsonValue answered) {
        return text(answered, "id").equals(job.value());
    }

    private boolean hasFailed(JsonValue answered) {
        return text(answered, "name").equals(Job.ENLARGE_NODE)
                && text(answered, "status").equals("Failed")
                && text(answered, "created_time").matches(TIME)
                && text(answered, "end_time").matches(TIME)
                && text(answered, "instance_id").equals(instance.value())
                && !text(answered, "fail_reason").isEmpty();
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
