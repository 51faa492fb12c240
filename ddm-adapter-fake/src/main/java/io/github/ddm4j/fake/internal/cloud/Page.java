/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.cloud;

import java.util.List;

/** A part of a list, and how long the whole list is. */
public record Page<T>(List<T> rows, int total) {

    public Page {
        rows = List.copyOf(rows);
    }

    public static <T> Page<T> of(List<T> all, int offset, int limit) {
        int from = Math.min(offset, all.size());
        int to = (int) Math.min(all.size(), (long) from + limit);
        return new Page<>(all.subList(from, to), all.size());
    }
}
