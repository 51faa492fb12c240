/* SPDX-License-Identifier: Apache-2.0 */

/**
 * Fixtures whose far side is the fake. What is left to write is the adapter's part. Needs {@code ddm-adapter-fake}, which
 * comes with no dependency of this jar: whoever uses this package adds it.
 */
@NullMarked
package io.github.ddm4j.contract.fake;

import org.jspecify.annotations.NullMarked;
