/* SPDX-License-Identifier: Apache-2.0 */

/** The remote control: what a test in Java can arrange, break and look at, over HTTP, and the page that shows it. */
@NullMarked
package io.github.ddm4j.fake.internal.control;

import org.jspecify.annotations.NullMarked;
