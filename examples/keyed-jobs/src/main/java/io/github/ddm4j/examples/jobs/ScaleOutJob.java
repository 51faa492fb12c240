/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.examples.jobs;

import java.io.Serializable;

/**
 * What a job has to remember.
 *
 * @param key names the wish: whoever makes the same wish again uses the same one
 */
public record ScaleOutJob(String key, String instanceId, String flavorId, int nodes) implements Serializable {}
