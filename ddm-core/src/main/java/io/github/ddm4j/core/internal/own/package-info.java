/* SPDX-License-Identifier: Apache-2.0 */

/** What a flow has been given for its own orders. Not exported. */
@NullMarked
package io.github.ddm4j.core.internal.own;

import org.jspecify.annotations.NullMarked;
