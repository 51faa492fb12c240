/* SPDX-License-Identifier: Apache-2.0 */

/** The knowledge of a flow as text, which can be put away and read by another process, another day, another version. */
@NullMarked
package io.github.ddm4j.core.text;

import org.jspecify.annotations.NullMarked;
