/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.cloud;

/**
 * A node group of an instance.
 *
 * @param address where the load balancer of the group listens, without the port
 */
public record GroupState(String id, String name, boolean readOnly, String address) {}
