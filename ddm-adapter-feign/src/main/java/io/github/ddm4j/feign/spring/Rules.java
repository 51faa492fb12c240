/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.spring;

import io.github.ddm4j.core.exception.InvalidScaleOutException;
import io.github.ddm4j.core.validation.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Holds properties to the rules of the library. The rules stay where the values are used; here their messages, which
 * begin with a setting's name, are made to begin with the property's.
 */
final class Rules {

    private static final Pattern NAME_AND_RULE = Pattern.compile("(.+?)( (?:must|may|needs?) .*)", Pattern.DOTALL);

    private Rules() {}

    /** A value that must be set. */
    static String required(String property, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new InvalidDdmPropertiesException(List.of(property + " must be set, but is not"));
        }
        return value;
    }

    /** A value that must be set, as what it stands for. */
    static <T> T required(String property, @Nullable String value, Function<String, T> meaning) {
        String text = required(property, value);
        return named(() -> meaning.apply(text), setting -> property);
    }

    /** The result of some work, whose complaints about settings become complaints about properties. */
    static <T> T named(Supplier<T> work, UnaryOperator<String> propertyOf) {
        try {
            return work.get();
        } catch (InvalidScaleOutException e) {
            throw new InvalidDdmPropertiesException(e.violations().stream()
                    .map(Violation::reason)
                    .map(reason -> rename(reason, propertyOf))
                    .toList());
        } catch (IllegalArgumentException e) {
            throw new InvalidDdmPropertiesException(List.of(rename(String.valueOf(e.getMessage()), propertyOf)));
        }
    }

    /** Does all the checks, and complains of everything at once. */
    static void check(List<Runnable> checks) {
        List<String> problems = new ArrayList<>();
        for (Runnable check : checks) {
            try {
                check.run();
            } catch (InvalidDdmPropertiesException e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            // The region is needed for DDM and for IAM, and yet missing once.
            throw new InvalidDdmPropertiesException(problems.stream().distinct().toList());
        }
    }

    /** The way a property writes a setting: {@code connect-timeout} for {@code connectTimeout}. */
    static String kebab(String setting) {
        return setting.replaceAll("([a-z])([A-Z])", "$1-$2").replace(' ', '.').toLowerCase(Locale.ROOT);
    }

    private static String rename(String message, UnaryOperator<String> propertyOf) {
        Matcher parts = NAME_AND_RULE.matcher(message);
        String named = parts.matches() ? propertyOf.apply(parts.group(1)) + parts.group(2) : "ddm: " + message;
        return named.replace("allowInsecureHttp() is set", "ddm.allow-insecure-http is true");
    }
}
