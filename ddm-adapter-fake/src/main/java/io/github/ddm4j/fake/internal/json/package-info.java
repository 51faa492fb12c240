/* SPDX-License-Identifier: Apache-2.0 */

/** JSON as trees, read and written with the streaming part of Jackson. */
@NullMarked
package io.github.ddm4j.fake.internal.json;

import org.jspecify.annotations.NullMarked;
