/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.journal;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * The times of the protocol.
 *
 * @param recent the age up to which an applied order matters to a new one
 * @param claimLease the lease of a claim in which nothing has been sent; not renewed
 * @param window for how long after it was asked for a permission to send holds
 * @param sendLease the lease of a sending: the window, the port's deadline and a margin
 * @param lookLease the time for which a search for a lost answer may be silent
 * @param abandonedAfter how long a sender may be paused between its last check and the first byte
 * @param nodesPerDay the most nodes that are added to an instance in {@code recent}, if there is a limit
 * @param tries how often a write or read of the journal is tried that fails, as long as nothing is known that must not get
 *     lost
 * @param proofTries how often a write or read is tried once something is known of an order that left
 */
public record JournalSettings(
        Duration recent,
        Duration claimLease,
        Duration window,
        Duration sendLease,
        Duration lookLease,
        Duration abandonedAfter,
        OptionalInt nodesPerDay,
        int tries,
        int proofTries) {}
