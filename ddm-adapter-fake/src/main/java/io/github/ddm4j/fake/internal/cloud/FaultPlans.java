/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.cloud;

import io.github.ddm4j.fake.internal.cloud.FaultPlan.Ending;
import io.github.ddm4j.fake.internal.cloud.FaultPlan.Target;
import io.github.ddm4j.fake.internal.cloud.FaultPlan.Transfer;
import io.github.ddm4j.fake.internal.cloud.FaultPlan.Unasked;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The faults that take values, checked. */
public final class FaultPlans {

    private FaultPlans() {}

    /** @throws IllegalArgumentException if the status is out of its range */
    public static FaultPlan answer(int status, @Nullable String code, @Nullable String message) {
        requireStatus(status);
        return FaultPlan.of(Refusal.of(status, code, message));
    }

    public static FaultPlan tokenRefused() {
        return FaultPlan.of(Refusal.unauthenticated("the token must be renewed"));
    }

    public static FaultPlan throttled() {
        return answer(429, "APIGW.0308", "The throttling threshold has been reached: user over ratelimit");
    }

    /** @throws IllegalArgumentException if the delay is negative */
    public static FaultPlan slow(Duration delay) {
        Inputs.requireNotNegative("delay", delay);
        return FaultPlan.slow(delay, true, false);
    }

    /** @throws IllegalArgumentException unless the pause is positive */
    public static FaultPlan trickle(Duration perByte) {
        Inputs.requirePositive("perByte", perByte);
        return FaultPlan.of(Ending.AS_USUAL, true).sent(new Transfer(perByte, false, null));
    }

    /** @throws IllegalArgumentException if the status is blank */
    public static FaultPlan jobStatus(String status) {
        Inputs.requireText("status", status);
        return FaultPlan.of(Ending.JOB_STATUS, true).saying(status).at(Target.READ);
    }

    /** @throws IllegalArgumentException if the name is blank */
    public static FaultPlan jobName(String name) {
        Inputs.requireText("name", name);
        return FaultPlan.of(Ending.JOB_NAME, true).saying(name).at(Target.READ);
    }

    /** @throws IllegalArgumentException if the status is out of its range */
    public static FaultPlan unasked(int status, @Nullable String json) {
        requireStatus(status);
        return FaultPlan.of(Ending.AS_USUAL, true)
                .sent(new Transfer(Duration.ZERO, false, new Unasked(status, json, Duration.ZERO)));
    }

    private static void requireStatus(int status) {
        Inputs.require(status >= 200 && status <= 599, "status must be from 200 to 599, but was " + status);
    }
}
