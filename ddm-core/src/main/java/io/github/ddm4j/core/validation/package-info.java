/* SPDX-License-Identifier: Apache-2.0 */

/** The rules a scale-out has to keep, as pure functions without I/O. */
@NullMarked
package io.github.ddm4j.core.validation;

import org.jspecify.annotations.NullMarked;
