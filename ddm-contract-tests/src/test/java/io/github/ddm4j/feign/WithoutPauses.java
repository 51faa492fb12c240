/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

/** Reads that are repeated at once: the kit reads hundreds of times without an answer, and waits for each. */
public final class WithoutPauses {

    private WithoutPauses() {}

    public static FeignScaleOutAdapter.Builder of(FeignScaleOutAdapter.Builder builder) {
        return builder.sleeper(time -> {});
    }
}
