/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.internal;

import io.github.ddm4j.feign.http.Answer;

/**
 * A decoded answer together with the answer itself.
 *
 * @param <T> the type of its body
 */
public record Reply<T>(T body, Answer answer) {}
