/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark.runner;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.List;

/** A new JVM, up to its first receipt. */
final class StartRow implements Row {

    static final String TIME = "new JVM to first receipt";

    @Override
    public String name() {
        return "start";
    }

    @Override
    public void measure(Jvm jvm, Plan plan, Results results) throws IOException, InterruptedException {
        try (Provider provider = new Provider(jvm)) {
            String uri = provider.listen("ok").uri();
            for (int i = 0; i < plan.starts(); i++) {
                for (Subjects subject : List.of(Subjects.DDM4J, Subjects.FLOOR, Subjects.SDK)) {
                    results.add(name(), subject.title(), TIME, "ms", milliseconds(jvm, subject, uri));
                }
            }
        }
    }

    private static double milliseconds(Jvm jvm, Subjects subject, String uri) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process =
                jvm.start(Jvm.Core.MEASURED, subject.module(), "FirstCallProcess", List.of(subject.type(), uri));
        try (BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream()))) {
            String line = out.readLine();
            long end = System.nanoTime();
            if (!"receipt".equals(line)) {
                throw new IllegalStateException(subject + " printed " + line);
            }
            process.waitFor();
            return (end - start) / 1e6;
        }
    }
}
