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

/** The rules for Javadoc that doclint does not know. */
class JavadocTest {

    private static final Pattern PUBLIC_TYPE = Pattern.compile(
            "^public (?:(?:final|abstract|sealed) )*(?:class|interface|record|enum) ", Pattern.MULTILINE);

    private static final Pattern OPENING = Pattern.compile("/\\*\\*\\s[\\s*]*([^\\n]*)");

    private static final Pattern WITHOUT_SUBJECT = Pattern.compile("(?:What|How|Whether|Who|Where|When)\\b.*");

    @Test
    void every_public_type_says_since_when_it_is_there() throws IOException {
        List<Path> types = mainCode().stream()
                .filter(file -> !file.toString().matches(".*/(feign/http|internal)/.*"))
                .filter(file -> PUBLIC_TYPE.matcher(read(file)).find())
                .toList();

        assertThat(types).hasSizeGreaterThan(80).allSatisfy(type -> assertThat(read(type))
                .containsPattern(" \\* @since \\d+\\.\\d+\\.\\d+\n \\*/"));
    }

    /** A question word in front hides the subject: "The number of nodes" tells at once what "How many there are" does not. */
    @Test
    void at_most_3_percent_of_the_javadocs_open_with_a_question_word() throws IOException {
        List<String> openings = mainCode().stream()
                .flatMap(file -> OPENING.matcher(read(file)).results())
                .map(opening -> opening.group(1))
                .toList();
        List<String> hidden = openings.stream()
                .filter(opening -> WITHOUT_SUBJECT.matcher(opening).matches())
                .toList();

        assertThat(openings).hasSizeGreaterThan(1_500);
        assertThat(hidden).hasSizeLessThanOrEqualTo(openings.size() * 3 / 100);
    }

    private static List<Path> mainCode() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String module : List.of(
                "ddm-core", "ddm-adapter-feign", "ddm-adapter-fake", "ddm-adapter-jdbc", "ddm-contract-tests")) {
            try (Stream<Path> files = Files.walk(Pages.ROOT.resolve(module).resolve("src/main/java"))) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
            }
        }
        return sources;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException("Unreadable: " + file, e);
        }
    }
}
