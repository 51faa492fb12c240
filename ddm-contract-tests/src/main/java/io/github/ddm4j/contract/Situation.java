/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * The circumstances of a call. A rule says what must hold, a situation how to get there; {@link
 * ContractRule#situations()} says in which situations a rule is asked for. The order is that of how much it takes to get there.
 *
 * @since 0.1.0
 */
public enum Situation {
    /** Nothing has happened before. */
    FIRST("is the first of its adapter"),
    /** A call and a read before it succeeded, and left connections that may be used again; a read has read the same before. */
    WARM("follows one that succeeded"),
    /**
     * Its first request is refused with 401, and the adapter comes back with new credentials. Where an adapter cannot renew
     * them, a call before it ended so.
     */
    RENEWED("is sent anew after a 401"),
    /** The answers to a call and to a read before it got lost, with their connections. */
    AFTER_LOSS("follows one whose answer got lost"),
    /** Other threads call in the same moment, and ask for something else. */
    AT_ONCE("comes at once with others"),
    /** It has a gate to pass, which lets it. */
    GATED("passes a gate"),
    /** Calls before it asked for everything that can be asked for, one of them for the same instance. */
    AFTER_OPTIONS("follows others with every option, one for the same instance"),
    /** A call before it was interrupted while it waited for its answer. */
    AFTER_INTERRUPT("follows one that was interrupted"),
    /** The circuit breaker was open, and lets it through to see, as the second one. */
    HALF_OPEN("is let through by a half-open circuit breaker");

    /** The situations in which an order can be sent. */
    static final Set<Situation> ANY_ORDER = Collections.unmodifiableSet(EnumSet.allOf(Situation.class));

    /**
     * The situations of one thread, for rules that count or time the calls of the adapter as a whole, or after which it may
     * refuse the next call by itself.
     */
    static final Set<Situation> ONE_ORDER = Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(AT_ONCE)));

    /** The situations in which a call may wait for its answer. */
    static final Set<Situation> WAITING_ORDER =
            Collections.unmodifiableSet(EnumSet.of(FIRST, WARM, RENEWED, AFTER_LOSS, HALF_OPEN, GATED));

    /** The same, for calls that have to wait for real: where a deadline may be another than that of a first call. */
    static final Set<Situation> LATE_ORDER = Collections.unmodifiableSet(EnumSet.of(FIRST, WARM, RENEWED, GATED));

    /** The situations in which a read can be made; its circuit breaker is the adapter's own affair. */
    static final Set<Situation> ANY_READ =
            Collections.unmodifiableSet(EnumSet.of(FIRST, WARM, RENEWED, AFTER_LOSS, AT_ONCE));

    /** The situations of one thread, for rules after which an adapter may refuse the next read by itself. */
    static final Set<Situation> ONE_READ = Collections.unmodifiableSet(EnumSet.of(FIRST, WARM, RENEWED, AFTER_LOSS));

    /** The situation of a rule that is about input alone, or brings its own situation about. */
    static final Set<Situation> ONCE = Collections.unmodifiableSet(EnumSet.of(FIRST));

    private final String text;

    Situation(String text) {
        this.text = text;
    }

    /** Returns the description of the situation, as the end of a sentence that begins with "a call that". */
    public String text() {
        return text;
    }
}
