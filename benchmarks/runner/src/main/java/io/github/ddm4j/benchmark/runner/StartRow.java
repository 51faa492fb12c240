/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark.runner;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.List;

/** A new JVM, up to its first receipt. */
final class StartRow implements Row {

    static final String TIME = "new JVM to first receipt";
    static final String CPU = "cpu until then";

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
                    measure(jvm, results, subject, uri);
                }
            }
        }
    }

    private void measure(Jvm jvm, Results results, Subjects subject, String uri)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process =
                jvm.start(Jvm.Core.MEASURED, subject.module(), "FirstCallProcess", List.of(subject.type(), uri));
        try (BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream()))) {
            String line = out.readLine();
            long nanos = System.nanoTime() - start;
            if (!"receipt".equals(line)) {
                throw new IllegalStateException(subject + " printed " + line);
            }
            results.add(name(), subject.title(), TIME, "ms", nanos / 1e6);
            // Hardly depends on what else the machine does, unlike the time. Not known everywhere.
            process.info()
                    .totalCpuDuration()
                    .ifPresent(cpu -> results.add(name(), subject.title(), CPU, "ms", cpu.toMillis()));
            process.waitFor();
        }
    }
}
