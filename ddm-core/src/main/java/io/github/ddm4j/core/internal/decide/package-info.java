/* SPDX-License-Identifier: Apache-2.0 */

/** What was seen, and what it says: pure functions. Not exported. */
@NullMarked
package io.github.ddm4j.core.internal.decide;

import org.jspecify.annotations.NullMarked;
