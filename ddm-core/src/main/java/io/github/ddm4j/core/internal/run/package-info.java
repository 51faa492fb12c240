/* SPDX-License-Identifier: Apache-2.0 */

/** What every part of a flow stands on: its time, budget, turns, listener and ports. Not exported. */
@NullMarked
package io.github.ddm4j.core.internal.run;

import org.jspecify.annotations.NullMarked;
