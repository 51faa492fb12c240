/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The pages of the documentation. */
final class Pages {

    static final Path ROOT = Path.of("..");
    private static final Set<String> NOT_OURS = Set.of("target", ".git");

    private Pages() {}

    static List<Path> all() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT, 4)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> StreamSupport.stream(file.spliterator(), false)
                            .noneMatch(part -> NOT_OURS.contains(part.toString())))
                    .sorted()
                    .toList();
        }
    }

    static String name(Path page) {
        return ROOT.relativize(page).toString();
    }
}
