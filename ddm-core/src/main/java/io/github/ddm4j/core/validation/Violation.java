/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.validation;

import static java.util.Objects.requireNonNull;

import io.github.ddm4j.core.internal.text.Texts;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * One rule that the input breaks.
 *
 * @param rule the rule that is broken
 * @param field the field by its name in the API, such as {@code node_number}
 * @param rejected the rejected value, made printable and cut to {@value #MAX_REJECTED_LENGTH} characters
 * @param reason the fault, as a sentence that names the field and the value
 * @since 0.1.0
 */
public record Violation(Rule rule, String field, String rejected, String reason) implements Serializable {

    private static final int MAX_REJECTED_LENGTH = 64;

    public Violation {
        requireNonNull(rule, "rule");
        requireNonNull(field, "field");
        requireNonNull(rejected, "rejected");
        requireNonNull(reason, "reason");
    }

    /** Returns a violation whose reason gives the rule's demand and the value. */
    public static Violation of(Rule rule, String field, @Nullable Object value) {
        return of(rule, field, value, "");
    }

    /**
     * Returns a violation with a detail between the rule's demand and the value.
     *
     * @param detail begins with a blank, or is empty
     */
    public static Violation of(Rule rule, String field, @Nullable Object value, String detail) {
        String rejected = printable(value);
        String shown = value == null ? "absent" : "'" + rejected + "'";
        return new Violation(rule, field, rejected, field + " " + rule.text() + detail + ", but was " + shown);
    }

    /** Hostile input ends up in logs: one line, visible characters, bounded length. */
    private static String printable(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        String text = value.toString();
        StringBuilder out = new StringBuilder();
        text.codePoints().limit(MAX_REJECTED_LENGTH).forEach(c -> {
            if (Texts.isVisible(c)) {
                out.appendCodePoint(c);
            } else {
                out.append(String.format("\\u%04x", c));
            }
        });
        int length = text.codePointCount(0, text.length());
        return length <= MAX_REJECTED_LENGTH ? out.toString() : out + "… (" + length + " characters)";
    }

    @Override
    public String toString() {
        return rule + ": " + reason;
    }
}
