/* SPDX-License-Identifier: Apache-2.0 */

/** The way of one submission: look, send, find out. Not exported. */
@NullMarked
package io.github.ddm4j.core.internal.submit;

import org.jspecify.annotations.NullMarked;
