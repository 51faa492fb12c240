/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.journal;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * The times of the protocol.
 *
 * @param recent how far back what was applied matters to a new order
 * @param claimLease how long a claim lasts in which nothing has been sent; not renewed
 * @param window for how long after it was asked for a permission to send holds
 * @param sendLease how long a sending lasts: the window, the port's deadline and a margin
 * @param lookLease how long whoever looks after a lost answer may be silent
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
