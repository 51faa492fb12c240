/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.spring;

import io.github.ddm4j.core.flow.WhenBusy;
import io.github.ddm4j.core.validation.SettingException;
import io.github.ddm4j.core.validation.SettingException.Complaint;
import java.net.URI;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.util.unit.DataSize;

/**
 * Reads properties as values, and collects one problem for each that is wrong. A problem gives the name of the property
 * and its value as it was written. The rules stay with the builders that the values go to. An empty property is one
 * that is not set.
 */
final class PropertyReader {

    private static final Pattern UNRESOLVED = Pattern.compile("\\$\\{([^:}]+)}");
    private static final Pattern ISO_TIME = Pattern.compile("\\bP(?:\\d+D)?T[-\\dHMS.]+");

    /** The name of a builder's setting within a rule. */
    private static final Pattern SETTING = Pattern.compile("\\b[a-z]+[A-Z][A-Za-z]*\\b");

    private final Map<String, String> written = new HashMap<>();
    private final Map<String, String> problems = new LinkedHashMap<>();

    /** A type that a property can have. */
    record PropertyType<T>(String rule, Function<String, T> parser) {

        static final PropertyType<String> TEXT = new PropertyType<>("a text", Function.identity());
        static final PropertyType<Duration> TIME = new PropertyType<>(
                "a time such as 30s or 5m; a number alone counts seconds",
                text -> DurationStyle.detectAndParse(text, ChronoUnit.SECONDS));
        static final PropertyType<Integer> NUMBER = new PropertyType<>("a whole number", Integer::valueOf);
        static final PropertyType<Integer> SIZE =
                new PropertyType<>("a size such as 512KB or 1MB", text -> bytes(DataSize.parse(text)));
        static final PropertyType<Boolean> SWITCH = new PropertyType<>("true or false", PropertyType::isOn);
        static final PropertyType<WhenBusy> WHEN_BUSY =
                new PropertyType<>("wait or refuse", text -> WhenBusy.valueOf(text.toUpperCase(Locale.ROOT)));

        private static boolean isOn(String text) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "true", "on", "yes", "1" -> true;
                case "false", "off", "no", "0" -> false;
                default -> throw new IllegalArgumentException(text);
            };
        }

        /** A size that is too large for the builder stays too large. */
        private static int bytes(DataSize size) {
            return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, size.toBytes()));
        }
    }

    /** Returns true if the property has a value that is not empty, however wrong it may be. */
    static boolean isSet(@Nullable String value) {
        return value != null && !value.isBlank();
    }

    /** Returns the value of a property; empty if it is not set, or wrong. */
    <T> Optional<T> read(String property, @Nullable String value, PropertyType<T> type) {
        if (value == null || value.isBlank()) {
            return Optional.empty();
        }
        Matcher unresolved = UNRESOLVED.matcher(value);
        if (unresolved.find()) {
            problem(property, "is taken from " + unresolved.group(1) + ", which is not set");
            return Optional.empty();
        }
        written.put(property, value);
        try {
            return Optional.of(type.parser().apply(type.equals(PropertyType.TEXT) ? value : value.strip()));
        } catch (RuntimeException unreadable) {
            problem(property, Complaint.of(property, value, "must be " + type.rule()));
            return Optional.empty();
        }
    }

    /** Returns the text of a property; empty if it is not set. */
    Optional<String> read(String property, @Nullable String value) {
        return read(property, value, PropertyType.TEXT);
    }

    /** Returns the text of a property that must be set. */
    Optional<String> required(String property, @Nullable String value) {
        Optional<String> text = read(property, value);
        if (text.isEmpty()) {
            problem(property, "must be set, but is not");
        }
        return text;
    }

    /** Returns the address that a property holds; empty if it is not set, or wrong. */
    Optional<URI> uri(String property, @Nullable String value) {
        return read(property, value)
                .flatMap(text -> named(
                        () -> {
                            try {
                                return URI.create(text.strip());
                            } catch (IllegalArgumentException e) {
                                // The cause shows the whole text, which may hold a password before an @.
                                throw new SettingException(
                                        Complaint.hidden(property, "must be a URI such as https://ddm.example.com"));
                            }
                        },
                        setting -> property));
    }

    /** Hands the value of a property to a setting, if it is set. */
    <T> void set(String property, @Nullable String value, PropertyType<T> type, Consumer<T> setting) {
        read(property, value, type).ifPresent(read -> {
            var unused = named(
                    () -> {
                        setting.accept(read);
                        return read;
                    },
                    any -> property);
        });
    }

    /**
     * Returns the result of work that may complain of settings; empty if it does.
     *
     * @param property names the property that a setting comes from
     */
    <T> Optional<T> named(Supplier<T> work, UnaryOperator<String> property) {
        try {
            return Optional.of(work.get());
        } catch (SettingException wrong) {
            for (Complaint complaint : wrong.complaints()) {
                String rule = SETTING.matcher(complaint.rule()).replaceAll(name -> property.apply(name.group()));
                problem(
                        property.apply(complaint.setting()),
                        new Complaint(complaint.setting(), complaint.value(), rule));
            }
            return Optional.empty();
        }
    }

    /** Keeps the first problem of a property: the others follow from it. */
    void problem(String property, String rule) {
        problems.putIfAbsent(property, property + " " + rule);
    }

    private void problem(String property, Complaint complaint) {
        String value = complaint.value();
        String shown = value == null || value.startsWith("'") ? value : written.getOrDefault(property, inUnits(value));
        problems.putIfAbsent(property, new Complaint(property, shown, inUnits(complaint.rule())).toString());
    }

    /** @throws InvalidDdmPropertiesException with every problem, if there is one */
    void throwIfAny() {
        if (!problems.isEmpty()) {
            throw new InvalidDdmPropertiesException(List.copyOf(problems.values()));
        }
    }

    /** Returns the name that a property has for a setting: {@code connect-timeout} for {@code connectTimeout}. */
    static String kebab(String setting) {
        return setting.replaceAll("([a-z])([A-Z])", "$1-$2").replace(' ', '.').toLowerCase(Locale.ROOT);
    }

    /** Returns times in the form that properties have: {@code 31m} for {@code PT31M}. */
    private static String inUnits(String text) {
        return ISO_TIME.matcher(text).replaceAll(time -> simple(Duration.parse(time.group())));
    }

    private static String simple(Duration time) {
        for (ChronoUnit unit : List.of(ChronoUnit.DAYS, ChronoUnit.HOURS, ChronoUnit.MINUTES, ChronoUnit.SECONDS)) {
            if (!time.isZero() && time.toNanos() % unit.getDuration().toNanos() == 0) {
                return DurationStyle.SIMPLE.print(time, unit);
            }
        }
        return DurationStyle.SIMPLE.print(time, ChronoUnit.MILLIS);
    }
}
