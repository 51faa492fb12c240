/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.control;

import io.github.ddm4j.fake.internal.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of an object, and refuses the rest: each complaint names the field, its value and the rule. Not
 * thread-safe.
 */
final class FieldReader {

    private final JsonObject object;
    private final String path;
    private final Set<String> known = new LinkedHashSet<>();

    /** @param path where the object stands, with a dot at its end; empty for the body itself */
    FieldReader(JsonObject object, String path) {
        this.object = object;
        this.path = path;
    }

    boolean has(String name) {
        known.add(name);
        return object.has(name) && object.get(name) != null;
    }

    private @Nullable Object value(String name) {
        known.add(name);
        return object.get(name);
    }

    private IllegalArgumentException wrong(String name, String rule) {
        Object value = object.get(name);
        String shown = value instanceof String ? "\"" + value + "\"" : String.valueOf(value);
        return new IllegalArgumentException(path + name + " must be " + rule + ", but was " + shown);
    }

    private IllegalArgumentException missing(String name) {
        return new IllegalArgumentException(path + name + " is missing");
    }

    String text(String name) {
        if (!has(name)) {
            throw missing(name);
        }
        if (value(name) instanceof String text && !text.isBlank()) {
            return text;
        }
        throw wrong(name, "a text that is not blank");
    }

    @Nullable
    String optionalText(String name) {
        return has(name) ? text(name) : null;
    }

    String text(String name, String ifAbsent) {
        return has(name) ? text(name) : ifAbsent;
    }

    boolean flag(String name) {
        if (!has(name)) {
            return false;
        }
        if (value(name) instanceof Boolean flag) {
            return flag;
        }
        throw wrong(name, "true or false");
    }

    int number(String name, int least, int most) {
        if (!has(name)) {
            throw missing(name);
        }
        if (value(name) instanceof Integer number && number >= least && number <= most) {
            return number;
        }
        throw wrong(name, "a number from " + least + " to " + most);
    }

    int number(String name, int least, int most, int ifAbsent) {
        return has(name) ? number(name, least, most) : ifAbsent;
    }

    /** Returns a time that is given as a whole number of a unit. */
    <T> T time(String name, int least, LongFunction<T> unit) {
        return unit.apply(number(name, least, Integer.MAX_VALUE));
    }

    /** Returns the objects of a list, each read as a whole; none if it is absent. */
    <T> List<T> objects(String name, Function<FieldReader, T> read) {
        List<T> all = new ArrayList<>();
        for (Object item : items(name)) {
            if (!(item instanceof JsonObject one)) {
                throw wrong(name, "a list of objects");
            }
            FieldReader fields = new FieldReader(one, path + name + "[" + all.size() + "].");
            all.add(read.apply(fields));
            fields.end();
        }
        return all;
    }

    /** Returns the texts of a list; none if it is absent. */
    List<String> texts(String name) {
        List<String> all = new ArrayList<>();
        for (Object item : items(name)) {
            if (!(item instanceof String text)) {
                throw wrong(name, "a list of texts");
            }
            all.add(text);
        }
        return all;
    }

    private List<?> items(String name) {
        if (!has(name)) {
            return List.of();
        }
        if (value(name) instanceof List<?> items) {
            return items;
        }
        throw wrong(name, "a list");
    }

    /** Returns the texts of an object by their names; none if it is absent. */
    Map<String, String> textsByName(String name) {
        if (!has(name)) {
            return Map.of();
        }
        if (!(value(name) instanceof JsonObject inner)) {
            throw wrong(name, "an object");
        }
        FieldReader fields = new FieldReader(inner, path + name + ".");
        Map<String, String> all = new LinkedHashMap<>();
        inner.names().forEach(key -> all.put(key, fields.text(key)));
        return all;
    }

    /** Ends the reading, and refuses every field that has not been read. */
    void end() {
        for (String name : object.names()) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(path + name + " is no field of this call, which takes "
                        + (known.isEmpty() ? "none" : String.join(", ", known)));
            }
        }
    }
}
