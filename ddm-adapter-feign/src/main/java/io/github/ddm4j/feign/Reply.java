/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

/**
 * A decoded answer together with the answer itself.
 *
 * @param <T> the type of its body
 */
record Reply<T>(T body, Answer answer) {}
