/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** CPU time of the JIT compiler's threads, which a service that has run for a while does not spend any more. */
final class CompilerTime {

    private static final Path THREADS = Path.of("/proc/self/task");

    private CompilerTime() {}

    /** 0 where the system does not tell. */
    static long nanos() {
        if (!Files.isDirectory(THREADS)) {
            return 0;
        }
        long nanos = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(THREADS)) {
            for (Path thread : threads) {
                if (Files.readString(thread.resolve("comm")).matches("C[12] Compiler.*\\s*")) {
                    nanos += Long.parseLong(
                            Files.readString(thread.resolve("schedstat")).split(" ")[0]);
                }
            }
        } catch (IOException gone) {
            // A thread has ended while we looked; the compiler's do not.
        }
        return nanos;
    }
}
