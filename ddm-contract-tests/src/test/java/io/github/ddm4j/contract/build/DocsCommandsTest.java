/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands of the documentation name things that are there. */
class DocsCommandsTest {

    private static final Pattern MODULE = Pattern.compile("-pl ([\\w/-]+)");
    private static final Pattern TEST = Pattern.compile("-Dtest='?([\\w,]+)'?");
    private static final Pattern SCRIPT = Pattern.compile("(?:bash )?(\\.ci/\\w+|benchmarks/run)\\b");

    /** A block for Gradle, and the paragraph before it. */
    private static final Pattern GRADLE = Pattern.compile("((?:^.+\\R)+)\\R?^```kotlin$", Pattern.MULTILINE);

    record Named(String page, String kind, String name) {}

    static List<Named> modules() throws IOException {
        return named("module", MODULE);
    }

    static Stream<Named> tests() throws IOException {
        return named("test", TEST).stream()
                .flatMap(named ->
                        Stream.of(named.name().split(",")).map(test -> new Named(named.page(), named.kind(), test)));
    }

    static List<Named> scripts() throws IOException {
        return named("script", SCRIPT);
    }

    private static List<Named> named(String kind, Pattern pattern) throws IOException {
        List<Named> all = new ArrayList<>();
        for (Path page : Pages.all()) {
            Matcher matcher = pattern.matcher(Files.readString(page));
            while (matcher.find()) {
                all.add(new Named(Pages.name(page), kind, matcher.group(1)));
            }
        }
        return all;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("modules")
    void a_module_is_one_of_the_build(Named module) throws IOException {
        assertThat(Files.readString(Pages.ROOT.resolve("pom.xml"))).contains("<module>" + module.name() + "</module>");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tests")
    void a_test_exists(Named test) throws IOException {
        Path module = Pages.ROOT.resolve(test.page()).resolveSibling("src/test/java");
        try (Stream<Path> files = Files.walk(Files.exists(module) ? module : Path.of("src/test/java"))) {
            assertThat(files.map(file -> file.getFileName().toString())).contains(test.name() + ".java");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scripts")
    void a_script_exists_and_can_be_run(Named script) {
        assertThat(Pages.ROOT.resolve(script.name())).isExecutable();
    }

    /** There was no Gradle to run them with. */
    @Test
    void a_block_for_gradle_follows_the_words_that_it_was_not_run() throws IOException {
        List<String> leads = new ArrayList<>();
        for (Path page : Pages.all()) {
            for (Matcher block = GRADLE.matcher(Files.readString(page)); block.find(); ) {
                leads.add(Pages.name(page) + ": " + block.group(1).replaceAll("\\s+", " "));
            }
        }
        assertThat(leads).hasSizeGreaterThanOrEqualTo(8).allSatisfy(lead -> assertThat(lead)
                .contains("not run in our build"));
    }

    @Test
    void the_quickstart_is_started_the_same_way_everywhere() throws IOException {
        String command = "mvn -q -B -DskipTests -pl examples/quickstart -am package"
                + " && java -jar examples/quickstart/target/ddm-quickstart.jar";

        assertThat(Files.readString(Pages.ROOT.resolve("README.md"))).contains("\n" + command + "\n");
        assertThat(Files.readString(Pages.ROOT.resolve("examples/quickstart/README.md")))
                .contains("\n" + command + "\n");
    }
}
