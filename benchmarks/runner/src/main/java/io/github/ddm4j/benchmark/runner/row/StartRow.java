/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark.runner.row;

import io.github.ddm4j.benchmark.runner.figure.Results;
import io.github.ddm4j.benchmark.runner.process.Jvm;
import io.github.ddm4j.benchmark.runner.process.Provider;
import io.github.ddm4j.benchmark.runner.process.Subjects;
import io.github.ddm4j.benchmark.runner.process.TrustStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A new JVM, up to its first receipt; plain and over TLS, without and with class data sharing. */
public final class StartRow implements Row {

    public static final String HTTP = "start";
    public static final String HTTPS = "start, over TLS";
    public static final String SHARED = "start, classes shared";
    public static final String HTTPS_SHARED = "start, over TLS, classes shared";
    public static final String TIME = "new JVM to first receipt";
    static final String CPU = "cpu until then";

    private static final List<Subjects> SUBJECTS =
            List.of(Subjects.DDM4J, Subjects.DDM4J_SIGNED, Subjects.FLOOR, Subjects.SDK);

    private static final List<Subjects> SHARING = List.of(Subjects.DDM4J, Subjects.SDK);

    @Override
    public String name() {
        return HTTP;
    }

    @Override
    public void measure(Jvm jvm, Plan plan, Results results) throws IOException, InterruptedException {
        try (Provider provider = Provider.plain(jvm)) {
            String uri = provider.listen("ok").uri();
            measure(jvm, plan, results, HTTP, uri);
            shared(jvm, plan, results, SHARED, uri);
        }
        try (TrustStore trust = TrustStore.make();
                Provider provider = Provider.tls(jvm, trust)) {
            String uri = provider.resumed("ok").uri();
            measure(trust.client(jvm), plan, results, HTTPS, uri);
            shared(trust.client(jvm), plan, results, HTTPS_SHARED, uri);
        }
    }

    private static void measure(Jvm jvm, Plan plan, Results results, String row, String uri)
            throws IOException, InterruptedException {
        // Not counted: the provider has a first time, too.
        measure(jvm, new Results(), row, Subjects.FLOOR, uri);
        for (int i = 0; i < plan.starts(); i++) {
            for (Subjects subject : SUBJECTS) {
                measure(jvm, results, row, subject, uri);
            }
        }
    }

    /** What a first call loaded is stored, as the JDK can do it, and found by the next JVMs. */
    private static void shared(Jvm jvm, Plan plan, Results results, String row, String uri)
            throws IOException, InterruptedException {
        for (Subjects subject : SHARING) {
            Path archive = Files.createTempFile("classes", ".jsa");
            Files.delete(archive);
            measure(jvm.with("-XX:ArchiveClassesAtExit=" + archive), new Results(), row, subject, uri);
            // An archive that does not fit ends the JVM, so that nothing is measured without it.
            Jvm sharing = jvm.with("-XX:SharedArchiveFile=" + archive, "-Xshare:on");
            for (int i = 0; i < plan.starts(); i++) {
                measure(sharing, results, row, subject, uri);
            }
            Files.delete(archive);
        }
    }

    private static void measure(Jvm jvm, Results results, String row, Subjects subject, String uri)
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
            results.add(row, subject.title(), TIME, "ms", nanos / 1e6);
            // Hardly depends on what else the machine does, unlike the time. Not known everywhere.
            process.info()
                    .totalCpuDuration()
                    .ifPresent(cpu -> results.add(row, subject.title(), CPU, "ms", cpu.toMillis()));
            process.waitFor();
        }
    }
}
