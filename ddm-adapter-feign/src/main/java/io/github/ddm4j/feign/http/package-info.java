/* SPDX-License-Identifier: Apache-2.0 */

/** HTTP, one request at a time and never twice: the transport below Feign. Internal, but for the types that are public. */
@NullMarked
package io.github.ddm4j.feign.http;

import org.jspecify.annotations.NullMarked;
