/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

/** What the far side does instead of its work: an {@link Answer} of another kind, or a {@link Mishap}. */
public sealed interface Trouble permits Answer, Mishap {}
