/* SPDX-License-Identifier: Apache-2.0 */

/** A {@link io.github.ddm4j.core.port.SubmissionJournal} over {@code java.sql}. */
@NullMarked
package io.github.ddm4j.jdbc;

import org.jspecify.annotations.NullMarked;
