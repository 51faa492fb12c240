/* SPDX-License-Identifier: Apache-2.0 */

/** Credentials: tokens, their sources, and access keys. */
@NullMarked
package io.github.ddm4j.feign.auth;

import org.jspecify.annotations.NullMarked;
