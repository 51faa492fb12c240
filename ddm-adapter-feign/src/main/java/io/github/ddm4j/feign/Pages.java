/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import io.github.ddm4j.feign.CallFailure.UnusableAnswer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Reads a list that comes in pages, by the number of entries to leave out. */
final class Pages {

    /** More are no list but a mistake, or a trap. */
    private static final int MOST = 100;

    private Pages() {}

    /**
     * One page.
     *
     * @param total the number of entries in all, if told
     */
    record Page<T>(List<T> items, @Nullable Integer total, Answer answer) {

        static <W, T> Page<T> of(
                @Nullable List<W> items, Function<W, T> meaning, @Nullable Integer total, Answer answer) {
            if (items == null || items.contains(null)) {
                throw new UnusableAnswer("it holds no list", answer);
            }
            return new Page<>(items.stream().map(meaning).toList(), total, answer);
        }
    }

    /**
     * Reads all pages. An entry that moves from one page to the next meanwhile is taken once.
     *
     * @param page reads the page that starts after so many entries
     * @param id what tells entries apart
     * @throws UnusableAnswer if the pages end before the total is reached, or do not end
     */
    static <T> List<T> all(IntFunction<Page<T>> page, Function<T, Object> id) {
        Map<Object, T> found = new LinkedHashMap<>();
        int offset = 0;
        for (int pages = 1; ; pages++) {
            Page<T> next = page.apply(offset);
            int before = found.size();
            next.items().forEach(item -> found.putIfAbsent(id.apply(item), item));
            offset += next.items().size();
            int total = next.total() == null ? offset : next.total();
            if (offset >= total) {
                return new ArrayList<>(found.values());
            }
            if (found.size() == before || pages == MOST) {
                throw new UnusableAnswer("its pages end before its total of " + total, next.answer());
            }
        }
    }
}
