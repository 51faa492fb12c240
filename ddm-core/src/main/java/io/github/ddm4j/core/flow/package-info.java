/* SPDX-License-Identifier: Apache-2.0 */

/**
 * The values that go into a flow and come out of it: submissions, goals, events, time. The flow itself is {@code
 * ScaleOutFlow}.
 */
@NullMarked
package io.github.ddm4j.core.flow;

import org.jspecify.annotations.NullMarked;
