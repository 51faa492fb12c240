/* SPDX-License-Identifier: Apache-2.0 */

/** What the kits of adapters and of journals have in common. Internal. */
@NullMarked
package io.github.ddm4j.contract.internal;

import org.jspecify.annotations.NullMarked;
