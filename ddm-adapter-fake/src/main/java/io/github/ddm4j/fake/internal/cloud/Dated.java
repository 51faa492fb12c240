/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.cloud;

import java.time.Instant;

/** Something, and the moment at which it was read: what it looks like follows from both. */
public record Dated<T>(T value, Instant at) {}
