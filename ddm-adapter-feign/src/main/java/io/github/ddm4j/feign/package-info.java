/* SPDX-License-Identifier: Apache-2.0 */

/** The ports over HTTP, with Feign on Apache HttpClient 5. Front door: {@code FeignScaleOutAdapter}. */
@NullMarked
package io.github.ddm4j.feign;

import org.jspecify.annotations.NullMarked;
