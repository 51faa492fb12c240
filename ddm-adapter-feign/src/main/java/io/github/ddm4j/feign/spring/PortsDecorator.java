/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.spring;

import io.github.ddm4j.core.port.AuditPort;
import io.github.ddm4j.feign.FeignScaleOutAdapter;

/** Puts something around the ports of the adapter before they become a bean. */
@FunctionalInterface
interface PortsDecorator {

    /** Returns the ports to inject. */
    DdmPorts around(FeignScaleOutAdapter adapter);

    /** Returns the reads of the audit log to inject. */
    default AuditPort around(AuditPort audit) {
        return audit;
    }
}
