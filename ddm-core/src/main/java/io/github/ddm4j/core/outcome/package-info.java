/* SPDX-License-Identifier: Apache-2.0 */

/**
 * What became of a call to the provider, and what that means to the caller: for whoever writes an adapter. Statuses, error
 * codes and ways to fail are data here, and one table turns them into the four exceptions.
 */
@NullMarked
package io.github.ddm4j.core.outcome;

import org.jspecify.annotations.NullMarked;
