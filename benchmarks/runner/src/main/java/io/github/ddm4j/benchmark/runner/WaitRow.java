/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark.runner;

/** Many jobs waited for at the same time. */
final class WaitRow implements Row {

    static final String NAME = "wait";
    static final String LARGEST = NAME + ", waits 10000";
    static final String THREADS = "threads";
    static final String HEAP = "heap per wait";
    static final String CALLS = "provider calls a minute";
    static final String CPU = "cpu per wait";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void measure(Jvm jvm, Plan plan, Results results) {}
}
