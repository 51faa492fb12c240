/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.examples.boot;

import io.github.ddm4j.core.exception.InvalidScaleOutException;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.validation.Violation;
import java.util.ArrayList;
import java.util.List;

/** The body of a POST, raw: what is wrong with it is said by the library's rules. What is not in it is null. */
record ScaleOutOrder(String instance, String flavor, Integer nodes, String group, Boolean autoPay, List<String> zones) {

    /** @throws InvalidScaleOutException with everything that is wrong, not only the first of it */
    void check() {
        List<Violation> found = new ArrayList<>();
        collect(found, this::instanceId);
        collect(found, this::request);
        InvalidScaleOutException.throwIfAny(found);
    }

    InstanceId instanceId() {
        return new InstanceId(instance);
    }

    ScaleOutRequest request() {
        return ScaleOutRequest.builder(flavor, nodes == null ? 0 : nodes)
                .groupId(group)
                .autoPay(Boolean.TRUE.equals(autoPay))
                .availabilityZones(zones == null ? List.of() : zones)
                .build();
    }

    private static void collect(List<Violation> found, Runnable check) {
        try {
            check.run();
        } catch (InvalidScaleOutException e) {
            found.addAll(e.violations());
        }
    }
}
