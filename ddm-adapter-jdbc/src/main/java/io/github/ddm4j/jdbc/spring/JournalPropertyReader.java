/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.jdbc.spring;

import io.github.ddm4j.core.validation.SettingException;
import io.github.ddm4j.core.validation.SettingException.Complaint;
import io.github.ddm4j.jdbc.JdbcSubmissionJournal;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;

/**
 * Hands the properties of the journal to its builder, and collects one problem for each that is wrong: its name, its
 * rule and its value as it was written. An empty property is one that is not set.
 */
final class JournalPropertyReader {

    private static final Pattern UNRESOLVED = Pattern.compile("\\$\\{([^:}]+)}");

    private final List<String> problems = new ArrayList<>();

    private JournalPropertyReader() {}

    /** @throws InvalidJournalPropertiesException with everything that is wrong */
    static void read(DdmJournalProperties from, JdbcSubmissionJournal.Builder to) {
        JournalPropertyReader reader = new JournalPropertyReader();
        reader.set("enabled", from.enabled(), "true or false", JournalPropertyReader::isOn, on -> {});
        reader.set("schema", from.schema(), "a text", Function.identity(), to::schema);
        reader.set("table", from.table(), "a text", Function.identity(), to::table);
        reader.set(
                "timeout",
                from.timeout(),
                "a time such as 5s or 1m; a number alone counts seconds",
                JournalPropertyReader::time,
                to::timeout);
        reader.set("max-connections", from.maxConnections(), "a whole number", Integer::valueOf, to::maxConnections);
        reader.onlyIf("create-table-if-missing", from.createTableIfMissing(), to::createTableIfMissing);
        reader.onlyIf("database-may-forget", from.databaseMayForget(), to::databaseMayForget);
        if (!reader.problems.isEmpty()) {
            throw new InvalidJournalPropertiesException(reader.problems);
        }
    }

    private void onlyIf(String name, @Nullable String value, Runnable setting) {
        set(name, value, "true or false", JournalPropertyReader::isOn, on -> {
            if (on) {
                setting.run();
            }
        });
    }

    private <T> void set(
            String name, @Nullable String value, String type, Function<String, T> parser, Consumer<T> setting) {
        if (value == null || value.isBlank()) {
            return;
        }
        Matcher unresolved = UNRESOLVED.matcher(value);
        if (unresolved.find()) {
            problem(name + " is taken from " + unresolved.group(1) + ", which is not set");
            return;
        }
        T read;
        try {
            read = parser.apply(value.strip());
        } catch (RuntimeException unreadable) {
            problem(Complaint.of(name, value, "must be " + type).toString());
            return;
        }
        try {
            setting.accept(read);
        } catch (SettingException wrong) {
            wrong.complaints()
                    .forEach(complaint ->
                            problem(Complaint.of(name, value, complaint.rule()).toString()));
        }
    }

    private void problem(String text) {
        problems.add("ddm.journal." + text);
    }

    private static Duration time(String text) {
        return DurationStyle.detectAndParse(text, ChronoUnit.SECONDS);
    }

    static boolean isOn(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "on", "yes", "1" -> true;
            case "false", "off", "no", "0" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }
}
