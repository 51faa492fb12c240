/* SPDX-License-Identifier: Apache-2.0 */

/** What DDM and IAM have in common above the transport: Feign, JSON and the meaning of failures. Internal. */
@NullMarked
package io.github.ddm4j.feign.internal;

import org.jspecify.annotations.NullMarked;
