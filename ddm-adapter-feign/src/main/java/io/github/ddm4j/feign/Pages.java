/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ddm4j.feign.internal.CallFailed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Reads a list that comes in pages, each asked for by the number of entries to leave out. */
final class Pages {

    /** The most pages of a list: one with more is a mistake, or a trap. */
    private static final int MOST_PAGES = 100;

    private static final int MOST_ENTRIES = MOST_PAGES * 128;

    private Pages() {}

    /**
     * One page of a list.
     *
     * @param limit the most entries it can hold
     * @param total the number of entries in all, if told
     */
    record Page<T>(List<T> items, int limit, OptionalInt total, WireValues values) {

        /** Returns the page of an answer. An absent list is an empty one if the total says so too. */
        static <W, T> Page<T> of(
                @Nullable List<W> items,
                Function<W, T> meaning,
                int limit,
                @Nullable JsonNode total,
                WireValues values) {
            OptionalInt told = values.count("total", total);
            if (items == null && told.equals(OptionalInt.of(0))) {
                return new Page<>(List.of(), limit, told, values);
            }
            if (items == null || items.contains(null)) {
                throw values.unusable("it holds no list");
            }
            return new Page<>(items.stream().map(meaning).toList(), limit, told, values);
        }

        /**
         * Returns the offset of the next page, if this page started after so many entries and is not the last.
         *
         * @throws CallFailed if this page does not tell, the pages end before the total is reached, or go on for too
         *     long
         */
        OptionalInt next(int offset) {
            int end = offset + items.size();
            boolean full = items.size() >= limit;
            if (total.isEmpty()) {
                if (full) {
                    throw values.unusable("it is full and does not tell whether there are more");
                }
                return OptionalInt.empty();
            }
            if (full && end > total.getAsInt()) {
                throw values.unusable("it holds more than its total of " + total.getAsInt());
            }
            if (end >= total.getAsInt()) {
                return OptionalInt.empty();
            }
            if (items.isEmpty() || offset >= MOST_ENTRIES) {
                throw unending();
            }
            return OptionalInt.of(end);
        }

        CallFailed unending() {
            return values.unusable("its pages end before its total of " + total.orElse(0));
        }
    }

    /** Returns the offset to send: null for the first page, because a list begins there by itself. */
    static @Nullable Integer toSend(int offset) {
        return offset == 0 ? null : offset;
    }

    /**
     * Reads all pages. An entry that moves from one page to the next meanwhile is taken once.
     *
     * @param page reads the page that starts after so many entries
     * @param id the id that tells entries apart
     * @throws CallFailed if the pages end before the total is reached, or do not end
     */
    static <T> List<T> all(IntFunction<Page<T>> page, Function<T, Object> id) {
        Map<Object, T> found = new LinkedHashMap<>();
        int offset = 0;
        for (int pages = 1; ; pages++) {
            Page<T> read = page.apply(offset);
            int before = found.size();
            read.items().forEach(item -> found.putIfAbsent(id.apply(item), item));
            OptionalInt next = read.next(offset);
            if (next.isEmpty()) {
                return new ArrayList<>(found.values());
            }
            if (found.size() == before || pages == MOST_PAGES) {
                throw read.unending();
            }
            offset = next.getAsInt();
        }
    }
}
