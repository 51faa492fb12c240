/* SPDX-License-Identifier: Apache-2.0 */

/**
 * The protocol that keeps an idempotency key from ordering twice, on top of a {@link
 * io.github.ddm4j.core.port.SubmissionJournal}. Not exported: the flow is its only caller.
 */
@NullMarked
package io.github.ddm4j.core.internal.journal;

import org.jspecify.annotations.NullMarked;
