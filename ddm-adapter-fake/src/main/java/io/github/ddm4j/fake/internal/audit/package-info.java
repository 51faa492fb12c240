/* SPDX-License-Identifier: Apache-2.0 */

/** The provider's audit log: what it keeps of orders, and how it can fail a reader. */
@NullMarked
package io.github.ddm4j.fake.internal.audit;

import org.jspecify.annotations.NullMarked;
