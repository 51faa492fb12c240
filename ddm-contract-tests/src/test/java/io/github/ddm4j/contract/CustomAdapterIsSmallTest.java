/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What we say of the effort of an adapter is so. */
class CustomAdapterIsSmallTest {

    private static final Path EXAMPLE = Path.of("..", "examples", "custom-adapter");

    @Test
    void all_of_it_has_at_most_230_lines() throws IOException {
        assertThat(code("src/main")).hasSizeBetween(150, 230);
    }

    @Test
    void its_contract_test_has_at_most_15_lines() throws IOException {
        assertThat(code("src/test/java/io/github/ddm4j/examples/custom/JdkAdapterContractTest.java"))
                .hasSizeBetween(3, 15);
    }

    @Test
    void its_explanation_has_at_most_40_lines() throws IOException {
        assertThat(Files.readAllLines(EXAMPLE.resolve("README.md"))).hasSizeBetween(10, 40);
    }

    /** Lines that say something: no blank ones, no imports, no comments. */
    private static List<String> code(String path) throws IOException {
        List<String> code = new ArrayList<>();
        try (Stream<Path> files = Files.walk(EXAMPLE.resolve(path))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.readAllLines(file).stream()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty() && !line.matches("(import|package|/\\*|\\*|//).*"))
                        .forEach(code::add);
            }
        }
        return code;
    }
}
