/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.api;

import io.github.ddm4j.fake.internal.cloud.Page;
import io.github.ddm4j.fake.internal.cloud.Refusal;
import java.util.List;

/** The part of a list that is asked for. */
record Paging(int offset, int limit) {

    static final int MAX_LIMIT = 128;
    static final int USUAL_LIMIT = 10;

    /** @throws Refusal 400 if a number is out of its range */
    static Paging of(QueryParameters query, int usualLimit) {
        return new Paging(
                query.number("offset", 0, 0, Integer.MAX_VALUE), query.number("limit", usualLimit, 1, MAX_LIMIT));
    }

    <T> Page<T> of(List<T> all) {
        return Page.of(all, offset, limit);
    }
}
