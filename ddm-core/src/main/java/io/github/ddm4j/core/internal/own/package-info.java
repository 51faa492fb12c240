/* SPDX-License-Identifier: Apache-2.0 */

/** The receipts that a flow has for its own orders. Not exported. */
@NullMarked
package io.github.ddm4j.core.internal.own;

import org.jspecify.annotations.NullMarked;
