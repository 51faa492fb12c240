/* SPDX-License-Identifier: Apache-2.0 */

/**
 * The outcomes of calls to the provider and their meaning for the caller, shared by all adapters. Statuses, error codes
 * and ways to fail are data here, and one table turns them into the four exceptions.
 */
@NullMarked
package io.github.ddm4j.core.outcome;

import org.jspecify.annotations.NullMarked;
