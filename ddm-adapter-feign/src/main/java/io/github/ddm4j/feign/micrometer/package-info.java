/* SPDX-License-Identifier: Apache-2.0 */

/**
 * Meters and observations, for those who have Micrometer on their class path. Front door: {@code DdmMetrics}; the names
 * are listed in {@code docs/operating.md}.
 */
@NullMarked
package io.github.ddm4j.feign.micrometer;

import org.jspecify.annotations.NullMarked;
