/* SPDX-License-Identifier: Apache-2.0 */

/**
 * Spring Boot: with a property of {@code ddm.*} set, the ports and the flow are beans. Used only where Spring Boot 3.5 to
 * 4.1 is there; nothing else of ddm4j needs Spring.
 */
@NullMarked
package io.github.ddm4j.feign.spring;

import org.jspecify.annotations.NullMarked;
