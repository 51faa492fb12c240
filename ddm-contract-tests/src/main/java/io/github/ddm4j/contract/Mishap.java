/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

/**
 * A failure of a request that is no {@link Answer}.
 *
 * @since 0.1.0
 */
public enum Mishap implements Trouble {
    /** The request is read, then the connection ends. Nothing is applied. */
    REQUEST_LOST,
    /** The request is read, then the connection is reset. Nothing is applied. */
    REQUEST_RESET,
    /** The request is read and applied, then the connection ends. */
    REPLY_LOST,
    /** The request is read and applied, then the connection is reset. */
    REPLY_RESET,
    /** Applied; status 200, and a body that ends half-way. */
    REPLY_CUT,
    /** Applied; status 200, and a body that is not JSON. */
    REPLY_GARBAGE,
    /** Applied; status 200, and a page of HTML. */
    REPLY_HTML,
    /** Applied; status 200, and a valid body that is larger than the adapter reads. */
    REPLY_TOO_LARGE,
    /** Applied; status 200, and a body that names neither job nor order. */
    REPLY_WITHOUT_IDS,
    /** Applied; status 200, and a body that names a job or an order by what cannot be an id, such as {@code job 1}. */
    REPLY_WITH_BROKEN_IDS,
    /** Applied; status 200, and a body that names another instance than the one asked for. */
    REPLY_NAMES_ANOTHER_INSTANCE,
    /** The request is read and never answered. Nothing is applied. */
    NEVER_ANSWERED,
    /** Applied, but the answer does not come to an end: its body stalls, or no byte of it comes. */
    REPLY_STALLED,
    /** Applied; status 200, and a good body that comes packed with gzip, though nobody asked for it. */
    REPLY_GZIPPED,
    /** Applied and answered as usual; then an answer follows that nobody asked for, which says yes. */
    UNASKED_ANSWER,
    /** Applied and answered as usual; then an answer follows that nobody asked for: a refusal. */
    UNASKED_REFUSAL,
    /** Applied; status 200, and a good body of which a byte comes every now and then, for some seconds in all. */
    REPLY_TRICKLES,
    /** A mishap of reads: the answer is a good one, but with a job whose status is {@code Pausing}. */
    JOB_STATUS_UNKNOWN,
    /**
     * The same as {@link #NEVER_ANSWERED}, in a test that ends the wait by other means than the deadline: a fixture
     * whose deadlines pass at once has to let the caller wait here.
     */
    HELD,
    /** The credentials in use have ended: 401 in the gateway's shape until the adapter comes with new ones. */
    CREDENTIALS_ENDED,
    /** The source of credentials says that they are wrong. Nothing to do where no source is asked. */
    CREDENTIALS_REFUSED,
    /** The source of credentials cannot be reached. Nothing to do where no source is asked. */
    CREDENTIALS_UNREACHABLE,
    /** A {@link RuntimeException} that nobody expects is thrown inside the adapter, by any part it calls. */
    BUG_INSIDE,
    /** An {@link Error} is thrown inside the adapter, by any part it calls. */
    ERROR_INSIDE,
    /** Applied and answered as usual; the job that it starts fails in the end. */
    JOB_FAILS
}
