/* SPDX-License-Identifier: Apache-2.0 */

/** Texts that people and later versions read. Knows nothing of the model. Not exported. */
@NullMarked
package io.github.ddm4j.core.internal.text;

import org.jspecify.annotations.NullMarked;
