/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.submit;

import java.time.Duration;

/**
 * One submission under way.
 *
 * @param wish what the caller wishes for
 * @param record where it is recorded
 * @param handover when its order leaves
 * @param end when it is too late to send, by {@code Timekeeper.elapsed()}
 */
record Order(Wish wish, SubmissionRecord record, Handover handover, Duration end) {}
