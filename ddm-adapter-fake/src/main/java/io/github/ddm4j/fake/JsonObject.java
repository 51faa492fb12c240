/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object. Values are texts, numbers, booleans, null, lists and other objects. Not thread-safe.
 */
final class JsonObject {

    private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

    JsonObject put(String name, @Nullable Object value) {
        fields.put(name, value);
        return this;
    }

    JsonObject putIfPresent(String name, @Nullable Object value) {
        return value == null ? this : put(name, value);
    }

    <T> JsonObject putAll(String name, List<T> items, Function<T, JsonObject> shown) {
        return put(name, items.stream().map(shown).toList());
    }

    Map<String, @Nullable Object> fields() {
        return fields;
    }

    Set<String> names() {
        return fields.keySet();
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    @Nullable
    Object get(String name) {
        return fields.get(name);
    }

    /** The object with this name, or an empty one. */
    JsonObject object(String name) {
        return get(name) instanceof JsonObject object ? object : new JsonObject();
    }

    @Override
    public String toString() {
        return fields.toString();
    }
}
