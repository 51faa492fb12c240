/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What one port answers: every tenth order in its own way, all else as it should. Counts every order that was read whole,
 * whatever became of its answer. Thread-safe.
 */
final class Script {

    private static final int FAULT_EVERY = 10;
    private static final int LOOKS_AT_A_JOB = 3;

    private final Answer fault;
    private final AtomicLong orders = new AtomicLong();
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong looks = new AtomicLong();
    private volatile boolean nodesHaveCome;
    private volatile Instant heldSince;

    Script(Answer fault) {
        this.fault = fault;
    }

    long orders() {
        return orders.get();
    }

    long requests() {
        return requests.get();
    }

    /** Whether this look at a job finds it ended, as every third does. */
    boolean jobEnds() {
        boolean ends = looks.incrementAndGet() % LOOKS_AT_A_JOB == 0;
        if (ends) {
            nodesHaveCome = true;
        }
        return ends;
    }

    /**
     * Whether the instance shows what the job has added: until its nodes have been read once, which is the end of a job
     * for everybody, and the next job begins anew.
     *
     * @param nodes whether it is the nodes that are read
     */
    boolean nodesHaveCome(boolean nodes) {
        boolean have = nodesHaveCome || heldSince != null;
        if (nodes && have) {
            nodesHaveCome = false;
        }
        return have;
    }

    /** When the order was accepted that is never answered; null if there is none. */
    Instant heldSince() {
        return heldSince;
    }

    /** Whether the connection stays open after this answer. */
    boolean holds(byte[][] answer) {
        return answer == Answer.HELD.writes();
    }

    /** What the answer to this whole request consists of, one write each; nothing for a reply that gets lost. */
    byte[][] answer(byte[] request, int end) {
        requests.incrementAndGet();
        if (request[0] == 'G') {
            return new byte[][] {Bodies.of(request, end, this)};
        }
        if (fault == Answer.HELD) {
            heldSince = Instant.now();
            orders.incrementAndGet();
            return fault.writes();
        }
        Answer answer = orders.incrementAndGet() % FAULT_EVERY == 0 ? fault : Answer.OK;
        return answer.writes();
    }
}
