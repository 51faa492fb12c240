/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark.runner;

/** The contract kit, run for one adapter. */
final class KitRow implements Row {

    static final String TIME = "time for one adapter";

    @Override
    public String name() {
        return "kit";
    }

    @Override
    public void measure(Jvm jvm, Plan plan, Results results) {}
}
