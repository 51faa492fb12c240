/* SPDX-License-Identifier: Apache-2.0 */

/** Waiting for nodes. Not exported. */
@NullMarked
package io.github.ddm4j.core.internal.wait;

import org.jspecify.annotations.NullMarked;
