/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What doclint does not ask for. */
class JavadocTest {

    private static final Pattern PUBLIC_TYPE = Pattern.compile(
            "^public (?:(?:final|abstract|sealed) )*(?:class|interface|record|enum) ", Pattern.MULTILINE);

    @Test
    void every_public_type_says_since_when_it_is_there() throws IOException {
        List<Path> types = new ArrayList<>();
        for (String module : List.of(
                "ddm-core", "ddm-adapter-feign", "ddm-adapter-fake", "ddm-adapter-jdbc", "ddm-contract-tests")) {
            try (Stream<Path> files = Files.walk(Pages.ROOT.resolve(module).resolve("src/main/java"))) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .filter(file -> !file.toString().matches(".*/(feign/http|internal)/.*"))
                        .filter(file -> PUBLIC_TYPE.matcher(read(file)).find())
                        .forEach(types::add);
            }
        }

        assertThat(types).hasSizeGreaterThan(80).allSatisfy(type -> assertThat(read(type))
                .containsPattern(" \\* @since \\d+\\.\\d+\\.\\d+\n \\*/"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException("Unreadable: " + file, e);
        }
    }
}
