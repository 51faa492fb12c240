/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.model;

/**
 * The reason that nobody can say yet whether a scale-out was applied.
 *
 * @since 0.1.0
 */
public enum Doubt {
    /** Time was over before things came to rest. */
    TIME_OVER("time was over before the instance came to rest"),
    /** Others changed the instance as well, so that nobody can tell the changes apart. */
    OTHER_CHANGES("somebody else changed the instance meanwhile, and the changes cannot be told apart"),
    /** Nothing has changed, but an order that waits for payment would show nothing. */
    UNSEEN_ORDER("nothing has changed, but an order may wait for payment; look at the account's orders"),
    /** The scale-out is older than the provider's memory of jobs, so that a job missing there proves nothing. */
    TOO_LONG_AGO("it is so long ago that the provider no longer lists the jobs of that time"),
    /** Nobody has looked yet: the process ended before it could. */
    NOT_LOOKED("nobody has looked yet"),
    /** The instance and its jobs could not be read. */
    UNREADABLE("the instance or its jobs could not be read"),
    /** The thread was interrupted. */
    INTERRUPTED("looking was interrupted"),
    /** The flow was closed. */
    CLOSED("the flow was closed"),
    /** Its sender fell silent. It may be paused, and may send still what it had begun to send. */
    SENDER_VANISHED("its sender fell silent, and may still send what it had begun to send"),
    /** Two orders were applied for one idempotency key. */
    TWO_ORDERS("two orders were applied for one key"),
    /** The job or order of its receipt had settled another idempotency key. */
    OTHER_KEY("its receipt names what had settled another key"),
    /** After a restore of the journal, the instance has a node job that the journal knows nothing of. */
    FENCED("the instance has a node job that the journal knows nothing of"),
    /** The provider's audit log says otherwise than the instance and its jobs. */
    AUDIT_CONTRADICTS("the provider's audit log says otherwise than the instance and its jobs"),
    /** A text named a doubt that this version of the library does not know. */
    OTHER("of a doubt that this version of the library does not know");

    private final String text;

    Doubt(String text) {
        this.text = text;
    }

    /** Returns the reason as a part of a sentence. */
    public String text() {
        return text;
    }
}
