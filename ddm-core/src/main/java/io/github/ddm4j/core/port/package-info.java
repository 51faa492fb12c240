/* SPDX-License-Identifier: Apache-2.0 */

/** The edge of the hexagon: callers call these interfaces, and adapters implement them. */
@NullMarked
package io.github.ddm4j.core.port;

import org.jspecify.annotations.NullMarked;
