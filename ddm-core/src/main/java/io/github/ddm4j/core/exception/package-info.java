/* SPDX-License-Identifier: Apache-2.0 */

/** One exception for each decision the caller has to make. */
@NullMarked
package io.github.ddm4j.core.exception;

import org.jspecify.annotations.NullMarked;
