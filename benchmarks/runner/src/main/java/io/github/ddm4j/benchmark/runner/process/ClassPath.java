/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark.runner.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The class paths that the build has written down. */
public final class ClassPath {

    private final Path benchmarks;

    public ClassPath(Path benchmarks) {
        this.benchmarks = benchmarks;
    }

    /** What a user of the subject has at run time: without anything of ours for measuring. */
    public List<Path> dependencies(String module) {
        return Stream.of(read(module).split(File.pathSeparator))
                .filter(entry -> !entry.isBlank())
                .map(Path::of)
                .filter(entry -> !entry.startsWith(benchmarks))
                .toList();
    }

    /** All that a measuring process of this module needs: jars only, because class data sharing takes no folders. */
    String of(String module) {
        try (DirectoryStream<Path> jars =
                Files.newDirectoryStream(benchmarks.resolve(module).resolve("target"), "ddm-benchmarks-*.jar")) {
            return jars.iterator().next() + File.pathSeparator + read(module);
        } catch (IOException e) {
            throw new UncheckedIOException("build first: benchmarks/run", e);
        }
    }

    private String read(String module) {
        try {
            return Files.readString(benchmarks.resolve(module).resolve("target/class-path.txt"))
                    .strip();
        } catch (IOException e) {
            throw new UncheckedIOException("build first: benchmarks/run", e);
        }
    }
}
