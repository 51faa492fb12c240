/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.flow;

import io.github.ddm4j.core.port.InstancePort;
import io.github.ddm4j.core.port.JobPort;
import io.github.ddm4j.core.port.ScaleOutPort;

/** The three ports a flow stands on. */
record Ports(ScaleOutPort scaleOuts, InstancePort instances, JobPort jobs) {}
