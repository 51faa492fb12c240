/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.spring;

import io.github.ddm4j.core.validation.SettingException;
import io.github.ddm4j.core.validation.SettingException.Complaint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Holds properties to the rules of the library. The rules stay where the values are used; here what is complained of is
 * told by the name of the property instead of the setting's.
 */
final class Rules {

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
        } catch (SettingException e) {
            throw new InvalidDdmPropertiesException(e.complaints().stream()
                    .map(of -> new Complaint(propertyOf.apply(of.setting()), of.value(), of.rule()))
                    .map(Complaint::toString)
                    .toList());
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
}
