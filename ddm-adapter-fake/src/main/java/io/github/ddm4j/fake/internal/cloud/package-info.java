/* SPDX-License-Identifier: Apache-2.0 */

/** The state of the provider and the rules by which it changes, whatever comes in front of it. */
@NullMarked
package io.github.ddm4j.fake.internal.cloud;

import org.jspecify.annotations.NullMarked;
