/* SPDX-License-Identifier: Apache-2.0 */

/**
 * Spring Boot 3.5 to 4.1: with a project and its credentials set, the ports and the flow are beans. Used only where Spring
 * Boot is there; nothing else of ddm4j needs Spring.
 *
 * <pre>{@code
 * ddm:
 *   region: eu-west-101                  # or endpoint
 *   project-id: ${DDM_PROJECT_ID}
 *   auth:
 *     iam: {domain: ${DDM_DOMAIN}, user: ${DDM_USER}, password: ${DDM_PASSWORD}}   # or token, or access-key and secret-key
 *   flow:
 *     reconcile-within: 30m
 * }</pre>
 *
 * <p>All properties, with their ranges and defaults, are in the jar's {@code META-INF/spring-configuration-metadata.json},
 * from which editors complete them. The breakers take their thresholds from the application's {@code
 * CircuitBreakerRegistry} if there is one bean of it: {@code resilience4j.circuitbreaker.configs.ddm-scale-out} and {@code
 * ddm-read}.
 */
@NullMarked
package io.github.ddm4j.feign.spring;

import org.jspecify.annotations.NullMarked;
