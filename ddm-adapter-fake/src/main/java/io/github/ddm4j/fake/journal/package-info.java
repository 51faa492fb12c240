/* SPDX-License-Identifier: Apache-2.0 */

/** A journal in memory, for tests of services that use idempotency keys. */
@NullMarked
package io.github.ddm4j.fake.journal;

import org.jspecify.annotations.NullMarked;
