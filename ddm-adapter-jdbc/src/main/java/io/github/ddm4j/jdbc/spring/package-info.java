/* SPDX-License-Identifier: Apache-2.0 */

/** The auto-configuration of a journal. Needs Spring Boot, which is the user's. */
@NullMarked
package io.github.ddm4j.jdbc.spring;

import org.jspecify.annotations.NullMarked;
