/* SPDX-License-Identifier: Apache-2.0 */

/**
 * The contract of a {@link io.github.ddm4j.core.port.SubmissionJournal}, as tests. Write a {@link
 * io.github.ddm4j.contract.journal.SubmissionJournalFixture}, extend {@link
 * io.github.ddm4j.contract.journal.SubmissionJournalContract}, run. No suite skips a test or sleeps.
 */
@NullMarked
package io.github.ddm4j.contract.journal;

import org.jspecify.annotations.NullMarked;
