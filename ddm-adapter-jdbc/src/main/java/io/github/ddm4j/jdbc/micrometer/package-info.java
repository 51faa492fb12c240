/* SPDX-License-Identifier: Apache-2.0 */

/** Meters of a journal. Needs Micrometer, which is the user's. */
@NullMarked
package io.github.ddm4j.jdbc.micrometer;

import org.jspecify.annotations.NullMarked;
