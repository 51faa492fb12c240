/* SPDX-License-Identifier: Apache-2.0 */

/** The common ground of DDM and IAM above the transport: Feign, JSON and the meaning of failures. Internal. */
@NullMarked
package io.github.ddm4j.feign.internal;

import org.jspecify.annotations.NullMarked;
