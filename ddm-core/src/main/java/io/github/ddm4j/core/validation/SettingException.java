/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.validation;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Settings break their rules. Nothing was started. Everything that is wrong is told at once, as data: a framework that
 * has names of its own for the settings tells it by those.
 *
 * @since 0.1.0
 */
public final class SettingException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final Complaint[] complaints;

    /**
     * @param complaints everything that is wrong
     * @throws IllegalArgumentException if there is none
     */
    public SettingException(List<Complaint> complaints) {
        super(complaints.stream().map(Complaint::toString).collect(Collectors.joining("; ")));
        if (complaints.isEmpty()) {
            throw new IllegalArgumentException("complaints is empty");
        }
        this.complaints = complaints.toArray(Complaint[]::new);
    }

    /** One setting that breaks its rule. */
    public SettingException(Complaint complaint) {
        this(List.of(complaint));
    }

    /**
     * Throws if there are complaints.
     *
     * @throws SettingException with these complaints, if there are any
     */
    public static void throwIfAny(List<Complaint> complaints) {
        if (!complaints.isEmpty()) {
            throw new SettingException(complaints);
        }
    }

    /** Returns the complaints about everything that is wrong. */
    public List<Complaint> complaints() {
        return List.of(complaints);
    }

    /**
     * One setting that breaks its rule.
     *
     * @param setting the setting by its name in the builder, such as {@code connectTimeout}
     * @param value the value as it may be shown, a text in quotes; null if it is absent or a secret
     * @param rule the rule of the setting, as a clause that follows the name, such as {@code must be at least 1}
     */
    public record Complaint(String setting, @Nullable String value, String rule) implements Serializable {

        private static final int MAX_LENGTH = 128;

        public Complaint {
            requireNonNull(setting, "setting");
            requireNonNull(rule, "rule");
        }

        /** Returns a complaint that shows the value, made printable and cut to a sane length; a text in quotes. */
        public static Complaint of(String setting, Object value, String rule) {
            String text = value.toString().replaceAll("[^ -~]", "?");
            String shown = text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "...";
            return new Complaint(
                    setting, value instanceof Number || value instanceof Duration ? shown : "'" + shown + "'", rule);
        }

        /** Returns a complaint that shows no value, because there is none or because it is a secret. */
        public static Complaint hidden(String setting, String rule) {
            return new Complaint(setting, null, rule);
        }

        @Override
        public String toString() {
            return setting + " " + rule + (value == null ? "" : ", but was " + value);
        }
    }
}
