/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.volume;

import static io.github.ddm4j.feign.volume.Fate.http;

import io.github.ddm4j.core.model.Job;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/** What becomes of a read: one job by its id, or the list of jobs, which is never empty here. */
final class Reading {

    /** What a stale answer would make of a list. */
    private static final String NO_JOBS = http(200, "{\"jobs\":[],\"total\":0}");

    private static final String STALE = "stale-";

    /** When a list that nobody had asked for was sent to its last byte, by the id of its only job. */
    private static final Map<String, Long> SENT = new ConcurrentHashMap<>();

    private static final AtomicLong STALE_LISTS = new AtomicLong();

    private Reading() {}

    /**
     * Returns true if this list was sent unasked while the call that got it was already on its way. No look at the connection
     * can see that, and a busy machine makes the time for it long.
     *
     * @param begun when the call began, by {@link System#nanoTime()}
     */
    static boolean isOvertaken(List<Job> read, long begun) {
        if (read.size() != 1 || !read.get(0).id().value().startsWith(STALE)) {
            return false;
        }
        Long sent = SENT.get(read.get(0).id().value());
        return sent == null || sent - begun > 0;
    }

    private static void unaskedList(Peer peer) throws IOException {
        String id = STALE + STALE_LISTS.incrementAndGet();
        peer.send(http(200, "{\"jobs\":[" + job(id) + "],\"total\":1}"));
        SENT.put(id, System.nanoTime());
    }

    static void answer(Peer peer) throws IOException {
        String id = peer.path().replaceAll("^.*/jobs/?|\\?.*$", "");
        String good = http(200, id.isEmpty() ? list() : "{\"job\":" + job(id) + "}");
        switch (ThreadLocalRandom.current().nextInt(16)) {
            case 0 -> peer.send(good + NO_JOBS);
            case 1, 2, 3 -> {
                peer.send(good);
                unaskedList(peer);
            }
            case 4 -> {
                peer.send(good);
                peer.send(http(200, "{\"job\":" + job("stale") + "}"));
            }
            case 5 -> peer.sendAndClose(good);
            case 6 -> peer.close();
            case 7 -> peer.reset();
            case 8 -> peer.answer(500, peer.quoting());
            case 9 -> peer.answer(200, "<" + peer.quoting());
            case 10 -> peer.send(http(200, "{\"job\":" + job("another") + ",\"jobs\":7}"));
            case 11 -> peer.sendAndClose(good.substring(0, good.length() - 3));
            default -> peer.send(good);
        }
    }

    private static String list() {
        return "{\"jobs\":[" + job("listed") + "],\"total\":1}";
    }

    private static String job(String id) {
        return "{\"id\":\"" + id + "\",\"status\":\"Running\",\"name\":\"" + id + "\"}";
    }
}
