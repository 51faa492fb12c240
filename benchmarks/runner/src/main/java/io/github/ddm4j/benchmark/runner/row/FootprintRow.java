/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark.runner.row;

import io.github.ddm4j.benchmark.runner.figure.Results;
import io.github.ddm4j.benchmark.runner.process.Jvm;
import io.github.ddm4j.benchmark.runner.process.Subjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What comes onto a service's class path. */
public final class FootprintRow implements Row {

    public static final String BYTES = "bytes on the class path";
    static final String JARS = "jars on the class path";
    static final String MORE_JARS = "jars that the journal adds";
    private static final String WITH_JOURNAL = "ddm4j with its journal";

    @Override
    public String name() {
        return "class path";
    }

    @Override
    public void measure(Jvm jvm, Plan plan, Results results) throws IOException {
        int ours = measure(jvm, results, Subjects.DDM4J.title(), Subjects.DDM4J.module());
        int withJournal = measure(jvm, results, WITH_JOURNAL, "subjects/journal");
        measure(jvm, results, Subjects.SDK.title(), Subjects.SDK.module());
        results.add(name(), Subjects.DDM4J.title(), MORE_JARS, "jars", withJournal - ours);
    }

    private int measure(Jvm jvm, Results results, String subject, String module) throws IOException {
        List<Path> jars = jvm.classPath().dependencies(module);
        long bytes = 0;
        for (Path jar : jars) {
            bytes += Files.size(jar);
        }
        results.add(name(), subject, BYTES, "bytes", bytes);
        results.add(name(), subject, JARS, "jars", jars.size());
        return jars.size();
    }
}
