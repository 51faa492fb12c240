/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.text;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Names with their values, of which some stand below others: {@code instance.groups.0.id}. Not thread-safe. */
final class Fields {

    /** The version of a text in which all is of the first one. */
    private static final int FIRST_VERSION = 1;

    /** The version of a text that has traces of the provider's audit log. */
    static final int WITH_AUDIT_LOG = 2;

    private static final String PRODUCT = "ddm4j";
    private static final String END = "end after ";

    private final Map<String, String> values;
    private final String prefix;
    private final AtomicInteger version;

    Fields() {
        this(new LinkedHashMap<>(), "", new AtomicInteger(FIRST_VERSION));
    }

    private Fields(Map<String, String> values, String prefix, AtomicInteger version) {
        this.values = values;
        this.prefix = prefix;
        this.version = version;
    }

    /** Returns the fields below a name. */
    Fields below(String name) {
        return new Fields(values, prefix + name + ".", version);
    }

    /**
     * Says that something is in the text that came with a version. Where nothing is, the text stays of an earlier one, which
     * an earlier library has written word by word.
     */
    void since(int since) {
        version.accumulateAndGet(since, Math::max);
    }

    void put(String name, Object value) {
        values.put(prefix + name, value.toString());
    }

    void put(String name, Optional<?> value) {
        value.ifPresent(present -> put(name, present));
    }

    /** Writes the items below a name. Their number stands at the name itself, so that none of them can get lost. */
    <T> void putAll(String name, Collection<T> items, BiConsumer<Fields, T> each) {
        put(name, items.size());
        int number = 0;
        for (T item : items) {
            each.accept(below(name).below(String.valueOf(number++)), item);
        }
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(values.get(prefix + name));
    }

    <T> Optional<T> find(String name, Function<String, T> read) {
        return find(name).map(value -> convert(name, value, read));
    }

    <T> T get(String name, Function<String, T> read) {
        return find(name, read)
                .orElseThrow(() -> new IllegalArgumentException("The text lacks '" + prefix + name + "'"));
    }

    String text(String name) {
        return get(name, Function.identity());
    }

    int number(String name) {
        return get(name, Integer::valueOf);
    }

    boolean flag(String name) {
        return get(name, value -> {
            if (!value.equals("true") && !value.equals("false")) {
                throw new IllegalArgumentException("it is neither true nor false");
            }
            return value.equals("true");
        });
    }

    Instant instant(String name) {
        return get(name, Instant::parse);
    }

    Duration duration(String name) {
        return get(name, Duration::parse);
    }

    /** Returns a word, or another one in place of every word that this version does not know. */
    <E extends Enum<E>> E word(String name, Class<E> type, E unknown) {
        String word = text(name);
        return Arrays.stream(type.getEnumConstants())
                .filter(each -> each.name().equals(word))
                .findFirst()
                .orElse(unknown);
    }

    /**
     * Returns the items that {@link #putAll} has put; none if nobody has, because the text is of an earlier version.
     */
    <T> List<T> all(String name, Function<Fields, T> each) {
        int size = find(name, Integer::valueOf).orElse(0);
        List<T> items = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            items.add(each.apply(below(name).below(String.valueOf(i))));
        }
        return items;
    }

    private <T> T convert(String name, String value, Function<String, T> read) {
        try {
            return read.apply(value);
        } catch (RuntimeException wrong) {
            throw new IllegalArgumentException(
                    "The text has an unusable '" + prefix + name + "': " + wrong.getMessage(), wrong);
        }
    }

    String toText(String kind) {
        StringBuilder text = new StringBuilder();
        text.append(PRODUCT)
                .append(' ')
                .append(kind)
                .append(' ')
                .append(version)
                .append('\n');
        values.forEach((name, value) ->
                text.append(name).append('=').append(Escapes.escape(value)).append('\n'));
        return text.append(END).append(values.size()).append('\n').toString();
    }

    static Fields parse(String kind, String text) {
        List<String> lines = text.lines().toList();
        String first = lines.isEmpty() ? "" : lines.get(0);
        if (!first.matches(PRODUCT + " " + kind + " [1-9][0-9]{0,8}")) {
            throw new IllegalArgumentException(
                    "The text is no " + kind + " of " + PRODUCT + ": it does not begin as one does");
        }
        if (!lines.get(lines.size() - 1).equals(END + (lines.size() - 2))) {
            throw new IllegalArgumentException(
                    "The text of a " + kind + " is not whole: its last line does not tell how many there are before");
        }
        Fields fields = new Fields();
        for (String line : lines.subList(1, lines.size() - 1)) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                fields.values.put(line.substring(0, equals), Escapes.unescape(line.substring(equals + 1)));
            }
        }
        return fields;
    }
}
