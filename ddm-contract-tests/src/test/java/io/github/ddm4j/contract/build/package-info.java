/* SPDX-License-Identifier: Apache-2.0 */

/** Rules about the build itself: which module may use which, and what the BOM manages. */
@NullMarked
package io.github.ddm4j.contract.build;

import org.jspecify.annotations.NullMarked;
