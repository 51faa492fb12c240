/* SPDX-License-Identifier: Apache-2.0 */

/** The fake in tests of JUnit 5 and 6 and in the application contexts of Spring's tests, if the project has these. */
@NullMarked
package io.github.ddm4j.fake.junit;

import org.jspecify.annotations.NullMarked;
