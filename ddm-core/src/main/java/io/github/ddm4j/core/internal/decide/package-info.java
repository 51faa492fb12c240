/* SPDX-License-Identifier: Apache-2.0 */

/** Observations and the conclusions from them: pure functions. Not exported. */
@NullMarked
package io.github.ddm4j.core.internal.decide;

import org.jspecify.annotations.NullMarked;
