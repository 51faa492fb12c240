/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object. Values are texts, numbers, booleans, null, lists and other objects. Not thread-safe.
 */
public final class JsonObject {

    private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

    public JsonObject put(String name, @Nullable Object value) {
        fields.put(name, value);
        return this;
    }

    public JsonObject putIfPresent(String name, @Nullable Object value) {
        return value == null ? this : put(name, value);
    }

    public JsonObject without(String name) {
        fields.remove(name);
        return this;
    }

    public <T> JsonObject putAll(String name, List<T> items, Function<T, JsonObject> shown) {
        return put(name, items.stream().map(shown).toList());
    }

    public Map<String, @Nullable Object> fields() {
        return fields;
    }

    public Set<String> names() {
        return fields.keySet();
    }

    public boolean has(String name) {
        return fields.containsKey(name);
    }

    @Nullable
    public Object get(String name) {
        return fields.get(name);
    }

    /** The object with this name, or an empty one. */
    public JsonObject object(String name) {
        return get(name) instanceof JsonObject object ? object : new JsonObject();
    }

    @Override
    public String toString() {
        return fields.toString();
    }
}
