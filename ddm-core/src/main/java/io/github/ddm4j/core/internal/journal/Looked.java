/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.journal;

/** The result of looking for the outcome of an order. */
public sealed interface Looked {

    /** The order was applied. */
    record Found(KnownOrder knownOrder, String evidence) implements Looked {}

    /** All was at rest and as before for the quiet time, where an order would have shown. */
    record Nothing(String evidence) implements Looked {}

    /** Further looking does not help. */
    record Unclear(String word, String why, String evidence) implements Looked {}

    /** Nothing can be said yet, and the lease is due. */
    record More(String evidence) implements Looked {}

    /** The outcome is unknown to this process alone: it was interrupted, or is closed. */
    record Stopped(String word, String evidence) implements Looked {}
}
