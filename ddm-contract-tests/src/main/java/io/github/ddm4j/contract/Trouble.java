/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

/**
 * A deviation of the far side from its work: an {@link Answer} of another kind, or a {@link Mishap}.
 *
 * @since 0.1.0
 */
public sealed interface Trouble permits Answer, Mishap {}
