/* SPDX-License-Identifier: Apache-2.0 */

/** The foundation of every part of a flow: time, budget, turns, listener and ports. Not exported. */
@NullMarked
package io.github.ddm4j.core.internal.run;

import org.jspecify.annotations.NullMarked;
