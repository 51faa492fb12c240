/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The versions that the pages name are those that the build uses, or that {@code .ci/compat} and {@code .ci/boot} run. */
class DocsVersionsTest {

    private static final String VERSION = "(\\d+(?:\\.\\d+)*)";

    record Range(String page, String from, String to) {}

    @ParameterizedTest
    @CsvSource({
        "Feign, feign.version",
        "Jackson, jackson.version",
        "Resilience4j, resilience4j.version",
        "HttpClient, httpclient5.version"
    })
    void a_range_of_a_library_is_from_the_floor_to_the_ceiling(String library, String property) throws IOException {
        List<String> tested = versions(".ci/compat", "-D" + Pattern.quote(property) + "=" + VERSION);

        assertThat(tested).as("floor and ceiling of %s in .ci/compat", property).hasSize(2);
        assertRange(library, tested.get(0), tested.get(1), "ddm-adapter-feign/README.md", "docs/faq.md");
    }

    @Test
    void the_range_of_spring_boot_is_from_what_is_built_with_to_what_the_script_runs() throws IOException {
        String from = only("examples/spring-boot-service/pom.xml", "<spring-boot.version>" + VERSION);
        String to = only(".ci/boot", "-Dspring-boot.version=" + VERSION);

        assertThat(from).isEqualTo(only("pom.xml", "<spring-boot-3.version>" + VERSION));
        assertRange("Spring Boot", from, to, "README.md", "docs/faq.md", "ddm-adapter-feign/README.md");
        assertThat(read("examples/spring-boot-service/README.md")).contains("`-Dspring-boot.version=" + to + "`");
    }

    @Test
    void the_kit_runs_on_the_junit_of_the_build_and_on_the_one_of_the_script() throws IOException {
        String built = only("pom.xml", "<junit.version>" + VERSION);
        String newest = only(".ci/compat", "-Djunit.version=" + VERSION);
        List<MatchResult> named = named("JUnit " + VERSION + " and " + VERSION);

        assertThat(named).hasSizeGreaterThanOrEqualTo(3).allSatisfy(pair -> {
            assertThat(isPartOf(pair.group(1), built)).as(pair.group()).isTrue();
            assertThat(isPartOf(pair.group(2), newest)).as(pair.group()).isTrue();
        });
    }

    @Test
    void the_oldest_jdk_and_maven_are_those_that_the_build_asks_for() throws IOException {
        String java = only("pom.xml", "<maven.compiler.release>" + VERSION);
        String maven = only("pom.xml", "<version>\\[" + VERSION + ",\\)</version>\\s*</requireMavenVersion>");

        assertThat(named("(?:JDK|Java) (?:from )?(\\d+)(?: and later|\\b(?= and Maven)|\\.$)"))
                .hasSizeGreaterThanOrEqualTo(3)
                .allSatisfy(found -> assertThat(found.group(1)).isEqualTo(java));
        assertThat(named("Maven from " + VERSION))
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(found -> assertThat(found.group(1)).isEqualTo(maven));
    }

    @Test
    void the_library_is_taken_in_with_the_version_of_the_build() throws IOException {
        String own = only("ddm-bom/pom.xml", "<artifactId>ddm-bom</artifactId>\\s*<version>([^<]+)<");
        List<MatchResult> named =
                named("(?:ddm-bom:|<artifactId>ddm-bom</artifactId>\\s*<version>)([\\w.-]+?)(?=\"|<)");

        assertThat(named).hasSizeGreaterThanOrEqualTo(4).allSatisfy(found -> assertThat(found.group(1))
                .isEqualTo(own));
    }

    @ParameterizedTest
    @CsvSource({
        "org.junit.jupiter:junit-jupiter, junit.version",
        "au.com.dius.pact.provider:junit5, pact.version",
        "io.micrometer:micrometer-core, micrometer.version",
        "io.micrometer:micrometer-registry-prometheus, micrometer.version"
    })
    void another_library_is_taken_in_with_the_version_that_we_test_with(String library, String property)
            throws IOException {
        String tested = only("pom.xml", "<" + Pattern.quote(property) + ">" + VERSION);
        String artifact = library.substring(library.indexOf(':') + 1);
        List<MatchResult> named = named(
                "(?:" + Pattern.quote(library) + ":|<artifactId>" + artifact + "</artifactId>\\s*<version>)" + VERSION);

        assertThat(named).isNotEmpty().allSatisfy(found -> assertThat(found.group(1))
                .isEqualTo(tested));
    }

    private static void assertRange(String library, String from, String to, String... pages) throws IOException {
        Pattern range = Pattern.compile("\\b" + library + "\\s+" + VERSION + "\\s+to\\s+" + VERSION);
        List<Range> ranges = new ArrayList<>();
        for (Path page : Pages.all()) {
            range.matcher(Files.readString(page))
                    .results()
                    .forEach(found -> ranges.add(new Range(Pages.name(page), found.group(1), found.group(2))));
        }
        assertThat(ranges).extracting(Range::page).contains(pages);
        assertThat(ranges).allSatisfy(named -> {
            assertThat(isPartOf(named.from(), from))
                    .as("%s, tested from %s", named, from)
                    .isTrue();
            assertThat(isPartOf(named.to(), to))
                    .as("%s, tested to %s", named, to)
                    .isTrue();
        });
    }

    /** Whether a version is named to some of its places: 2.18 for 2.18.4. */
    private static boolean isPartOf(String named, String whole) {
        return (whole + ".").startsWith(named + ".");
    }

    private static List<MatchResult> named(String pattern) throws IOException {
        List<MatchResult> all = new ArrayList<>();
        for (Path page : Pages.all()) {
            Pattern.compile(pattern, Pattern.MULTILINE)
                    .matcher(Files.readString(page))
                    .results()
                    .forEach(all::add);
        }
        return all;
    }

    private static String only(String file, String pattern) throws IOException {
        List<String> found = versions(file, pattern);
        assertThat(found).as("%s in %s", pattern, file).hasSize(1);
        return found.get(0);
    }

    private static List<String> versions(String file, String pattern) throws IOException {
        try (Stream<MatchResult> found =
                Pattern.compile(pattern).matcher(read(file)).results()) {
            return found.map(match -> match.group(1)).distinct().toList();
        }
    }

    private static String read(String file) throws IOException {
        return Files.readString(Pages.ROOT.resolve(file));
    }
}
