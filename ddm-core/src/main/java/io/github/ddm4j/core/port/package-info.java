/* SPDX-License-Identifier: Apache-2.0 */

/** The hexagon's edge: what callers call and adapters implement. */
@NullMarked
package io.github.ddm4j.core.port;

import org.jspecify.annotations.NullMarked;
