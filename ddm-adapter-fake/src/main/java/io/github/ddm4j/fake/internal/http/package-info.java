/* SPDX-License-Identifier: Apache-2.0 */

/** An HTTP server that can also misbehave. Knows nothing of what is served. */
@NullMarked
package io.github.ddm4j.fake.internal.http;

import org.jspecify.annotations.NullMarked;
