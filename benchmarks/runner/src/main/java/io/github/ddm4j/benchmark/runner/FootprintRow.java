/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What comes onto a service's class path. */
final class FootprintRow implements Row {

    static final String BYTES = "bytes on the class path";
    static final String JARS = "jars on the class path";

    @Override
    public String name() {
        return "class path";
    }

    @Override
    public void measure(Jvm jvm, Plan plan, Results results) throws IOException {
        for (Subjects subject : List.of(Subjects.DDM4J, Subjects.SDK)) {
            List<Path> jars = jvm.classPath().dependencies(subject.module());
            long bytes = 0;
            for (Path jar : jars) {
                bytes += Files.size(jar);
            }
            results.add(name(), subject.title(), BYTES, "bytes", bytes);
            results.add(name(), subject.title(), JARS, "jars", jars.size());
        }
    }
}
