/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark.runner;

import java.io.IOException;
import java.util.List;

/** One scale-out over loopback HTTP, by one thread and by sixteen. */
final class CallRow implements Row {

    static final String ONE = "call, threads 1";
    static final String SIXTEEN = "call, threads 16";
    static final String CPU = "cpu per call";
    static final String ALLOCATED = "allocated per call";
    static final String RATE = "calls a second";

    @Override
    public String name() {
        return "call";
    }

    @Override
    public void measure(Jvm jvm, Plan plan, Results results) throws IOException, InterruptedException {
        String warmUp = Integer.toString(plan.warmUpMillis());
        try (Provider provider = new Provider(jvm)) {
            String uri = provider.listen("ok").uri();
            for (int round = 0; round < plan.rounds(); round++) {
                for (Subjects subject : Subjects.callers()) {
                    List<String> printed = jvm.run(
                            Jvm.Core.MEASURED_WHEN_WARM,
                            subject.module(),
                            "CallProcess",
                            List.of(subject.type(), uri, warmUp, "16:" + plan.callMillis(), "1:" + plan.callMillis()));
                    results.addPrinted(name(), subject.title(), printed);
                }
            }
        }
    }
}
