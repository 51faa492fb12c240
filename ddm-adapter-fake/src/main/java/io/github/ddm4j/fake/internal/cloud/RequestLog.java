/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.cloud;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The latest requests that came over HTTP, and how each was answered. Keeps no header and no credential. Not thread-safe.
 */
public final class RequestLog {

    /** The number of requests that are kept. */
    public static final int KEPT = 10_000;

    /** The length to which texts are cut, so that large requests do not make the log large. */
    static final int KEPT_CHARACTERS = 512;

    /**
     * One request, as the log has it.
     *
     * @param kind {@code order}, {@code read}, {@code iam}, {@code unknown} or {@code malformed}
     * @param path with its query, or its beginning if it is long
     * @param body of an order, or its beginning if it is long; empty for all other requests
     * @param status of the answer; 0 if there was none, or none yet
     * @param errorCode of the answer, or null
     * @param fault what was played, or null
     */
    public record Entry(
            Instant at,
            String kind,
            String method,
            String path,
            String body,
            int status,
            @Nullable String errorCode,
            @Nullable String fault,
            String requestId) {

        public Entry {
            method = head(method);
            path = head(path);
            body = head(body);
        }

        private static String head(String text) {
            return text.length() <= KEPT_CHARACTERS ? text : text.substring(0, KEPT_CHARACTERS) + "…";
        }
    }

    /**
     * A request in the log.
     *
     * @param number counted from 1 since the start or the last reset
     */
    public record Numbered(long number, Entry entry) {}

    private final @Nullable Entry[] entries = new @Nullable Entry[KEPT];
    private long count;

    Numbered add(Entry entry) {
        count++;
        entries[(int) (count % KEPT)] = entry;
        return new Numbered(count, entry);
    }

    /** Puts an entry in the place of an older one of the same request, unless that is no longer kept. */
    @SuppressWarnings("ReferenceEquality") // after a reset the place may hold an equal one of another request
    void replace(Numbered older, Entry entry) {
        int place = (int) (older.number() % KEPT);
        if (entries[place] == older.entry()) {
            entries[place] = entry;
        }
    }

    /** Counts all requests there were, those no longer kept included. */
    public long count() {
        return count;
    }

    public void clear() {
        count = 0;
        Arrays.fill(entries, null);
    }

    /** The first of those kept that are looked for, newest first. */
    public List<Numbered> find(Predicate<Entry> wanted, int atMost) {
        List<Numbered> found = new ArrayList<>();
        for (long number = count; number > Math.max(0, count - KEPT) && found.size() < atMost; number--) {
            Entry entry = entries[(int) (number % KEPT)];
            if (entry != null && wanted.test(entry)) {
                found.add(new Numbered(number, entry));
            }
        }
        return found;
    }
}
