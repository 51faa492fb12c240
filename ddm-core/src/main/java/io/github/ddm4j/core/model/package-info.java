/* SPDX-License-Identifier: Apache-2.0 */

/** Immutable values of the domain. Each checks itself when it is built. */
@NullMarked
package io.github.ddm4j.core.model;

import org.jspecify.annotations.NullMarked;
