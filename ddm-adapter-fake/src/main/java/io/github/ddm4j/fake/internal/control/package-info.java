/* SPDX-License-Identifier: Apache-2.0 */

/**
 * The remote control over HTTP: everything that a test in Java can arrange, break and read, and the page that shows it.
 */
@NullMarked
package io.github.ddm4j.fake.internal.control;

import org.jspecify.annotations.NullMarked;
