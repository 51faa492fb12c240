/* SPDX-License-Identifier: Apache-2.0 */

/**
 * Fixtures whose far side is the fake. The adapter's part is left to write. Needs {@code ddm-adapter-fake}, which comes
 * with no dependency of this jar: a project that uses this package adds it.
 */
@NullMarked
package io.github.ddm4j.contract.fake;

import org.jspecify.annotations.NullMarked;
