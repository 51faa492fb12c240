/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.pact;

import io.github.ddm4j.core.model.BillingMode;
import io.github.ddm4j.core.model.InstanceId;
import java.util.List;
import java.util.Map;

/** The instances that the pact speaks of. They are those of the fake's examples. */
enum Instance {
    PAY_PER_USE(
            "28e8841d0b9c4f6a9a30742ee60e1068in09",
            "ddm-fb88-test",
            BillingMode.PAY_PER_USE,
            "7c7d10d1b8a94fd6a2ab5b9f7e2c3a41gr09"),
    WITH_TWO_GROUPS(
            "0d548585363e454b9e569b0a8d15565fin09",
            "ddm-0d54",
            BillingMode.PAY_PER_USE,
            "f080abf2010d45118068c28c8958f5fcgr09",
            "efd077a3a50e460c8ba62e1956363299gr09"),
    YEARLY_MONTHLY(
            "5a1f0cf6f8e04d2ab0f4f7c1b8a36f90in09",
            "ddm-5a1f",
            BillingMode.YEARLY_MONTHLY,
            "5a1f0cf6f8e04d2ab0f4f7c1b8a36f90gr09");

    private final String id;
    private final String instanceName;
    private final BillingMode billingMode;
    private final List<String> groupIds;

    Instance(String id, String instanceName, BillingMode billingMode, String... groupIds) {
        this.id = id;
        this.instanceName = instanceName;
        this.billingMode = billingMode;
        this.groupIds = List.of(groupIds);
    }

    InstanceId id() {
        return new InstanceId(id);
    }

    String instanceName() {
        return instanceName;
    }

    BillingMode billingMode() {
        return billingMode;
    }

    /** The first of its groups. */
    String groupId() {
        return groupIds.get(0);
    }

    /** The parameters of the state "an instance". */
    Map<String, Object> state() {
        return Map.of(
                "projectId",
                Interactions.PROJECT,
                "instanceId",
                id,
                "instanceName",
                instanceName,
                "flavorId",
                Interactions.FLAVOR,
                "billing",
                billingMode == BillingMode.YEARLY_MONTHLY ? "yearly/monthly" : "pay-per-use",
                "groupIds",
                groupIds);
    }
}
