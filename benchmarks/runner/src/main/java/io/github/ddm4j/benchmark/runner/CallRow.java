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
        // Sixteen first: it is the quickest way to warm up a client that waits a lot when it is alone.
        String sixteen = "16:" + plan.warmUpMillis() + ":" + plan.callMillis();
        String one = "1:" + plan.callMillis() + ":" + plan.callMillis();
        try (Provider provider = new Provider(jvm)) {
            String uri = provider.listen("ok").uri();
            for (int round = 0; round < plan.rounds(); round++) {
                for (Subjects subject : Subjects.callers()) {
                    List<String> printed = jvm.run(
                            Jvm.Core.MEASURED,
                            subject.module(),
                            "CallProcess",
                            List.of(subject.type(), uri, sixteen, one));
                    results.addPrinted(name(), subject.title(), printed);
                }
            }
        }
    }
}
