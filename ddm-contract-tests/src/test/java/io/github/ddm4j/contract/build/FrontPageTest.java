/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The README is short and begins with what counts. Its numbers, and those of RATIONALE, are those that were measured or counted.
 */
class FrontPageTest {

    private static final Path DOCS = Pages.ROOT.resolve("docs");
    private static final String LOST = "duplicates, reply lost";

    private static List<String> page() throws IOException {
        return Files.readAllLines(Pages.ROOT.resolve("README.md"));
    }

    /** What is seen without scrolling. */
    private static String firstScreen() throws IOException {
        return String.join("\n", page().subList(0, 30));
    }

    @Test
    void it_shows_code_by_line_30_and_ends_by_line_150() throws IOException {
        assertThat(page().indexOf("```java")).isBetween(1, 29);
        assertThat(page()).hasSizeLessThanOrEqualTo(150);
    }

    @Test
    void it_shows_maven_and_gradle() throws IOException {
        assertThat(page()).contains("```xml", "```kotlin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"## Run it", "## Test it"})
    void a_section_to_type_off_holds_one_command(String heading) throws IOException {
        List<String> rest = page().subList(page().indexOf(heading) + 1, page().size());
        List<String> section =
                rest.stream().takeWhile(line -> !line.startsWith("## ")).toList();

        assertThat(section).filteredOn(line -> line.startsWith("```")).containsExactly("```sh", "```");
        assertThat(section.subList(section.indexOf("```sh") + 1, section.lastIndexOf("```")))
                .singleElement()
                .asString()
                .startsWith("mvn ");
    }

    @ParameterizedTest
    @CsvSource({
        "the official SDK, huaweicloud-sdk",
        "Feign with its defaults, feign + jackson",
        "'**ddm4j**, the plain call', ddm4j",
    })
    void what_became_of_lost_replies_is_what_the_benchmarks_counted(String name, String subject) throws IOException {
        double success = result(subject, "called success") + result(subject, "called success, no job");
        double failure = result(subject, "called failure");
        double unknown = result(subject, "called unknown");
        double all = success + failure + unknown;
        double twice = result(subject, "orders delivered for 10,000 calls") - 10_000;
        String row = String.format(
                Locale.ROOT,
                "| %s | %,d | %d %% | %d %% | %d %% |",
                name,
                Math.round(twice),
                Math.round(100 * success / all),
                Math.round(100 * failure / all),
                Math.round(100 * unknown / all));

        assertThat(firstScreen()).as("README.md, by docs/benchmarks.json").contains(row);
    }

    @Test
    void it_has_no_more_orders_than_calls() throws IOException {
        assertThat(result("ddm4j", "orders delivered for 10,000 calls")).isEqualTo(10_000);
    }

    @Test
    void there_are_more_rules_and_mutants_than_it_says_though_not_many() throws IOException {
        long rules = rows("contract.md", "\\| [A-Z]\\d+ \\|.*").count();
        long mutants = rows("mutants.md", ".* \\| (?:[A-Z]\\d+ ?)+ \\|").count();
        Matcher said = Pattern.compile("More than (\\d+) rules, and more than (\\d+) broken adapters")
                .matcher(firstScreen().replaceAll("\\s+", " "));

        assertThat(said.find())
                .as("more than %d rules, and more than %d mutants", rules, mutants)
                .isTrue();
        assertThat(rules).isBetween(Long.parseLong(said.group(1)) + 1, Long.parseLong(said.group(1)) + 30);
        assertThat(mutants).isBetween(Long.parseLong(said.group(2)) + 1, Long.parseLong(said.group(2)) + 30);
    }

    /** That they end so is what the simulation itself asserts. */
    @Test
    void the_simulation_has_as_many_runs_as_it_says() throws IOException {
        Path simulation = Path.of("src/test/java/io/github/ddm4j/contract/simulation/SimulationTest.java");

        assertThat(firstScreen()).contains("1,000 simulated runs");
        assertThat(Files.readString(simulation)).contains("hasSizeGreaterThanOrEqualTo(1_000)");
    }

    /** That a run ends so is what {@code .ci/journal} asserts. */
    @Test
    void the_kill_runs_are_those_of_the_journals_page() throws IOException {
        Matcher said = Pattern.compile("in (\\d+) runs that killed").matcher(firstScreen());

        assertThat(said.find()).isTrue();
        assertThat(rows(
                        "journal.md",
                        "\\| \\*\\*all\\*\\* \\| \\*\\*" + said.group(1) + "\\*\\* \\|.* \\| \\*\\*0\\*\\* \\|"))
                .hasSize(1);
    }

    private static Stream<String> rows(String page, String pattern) throws IOException {
        return Files.readAllLines(DOCS.resolve(page)).stream().filter(line -> line.matches(pattern));
    }

    @ParameterizedTest
    @CsvSource({
        "'first receipt takes (0\\.\\d+) of the SDK', ddm4j, 'start, over TLS'",
        "'without TLS only, with (0\\.\\d+)', ddm4j, start",
        "'Bare HttpClient 5 with Jackson is at (0\\.\\d+)', httpclient5 + jackson, 'start, over TLS'",
    })
    void what_the_rationale_says_of_a_start_is_what_was_measured(String words, String subject, String row)
            throws IOException {
        Path rationale = DOCS.resolveSibling("RATIONALE.md");
        Matcher said = Pattern.compile(words).matcher(String.join(" ", Files.readAllLines(rationale)));
        String time = "new JVM to first receipt";

        assertThat(said.find()).as("'%s' in RATIONALE.md", words).isTrue();
        assertThat(result(row, subject, time) / result(row, "huaweicloud-sdk", time))
                .as("%s of %s in docs/benchmarks.json, beside the official SDK", row, subject)
                .isCloseTo(Double.parseDouble(said.group(1)), within(0.006));
    }

    @ParameterizedTest
    @CsvSource({
        "'a read of an instance allocates, (\\d+) kB', 'read, threads 16', allocated per call, '', 0.001, 0.6",
        "'A read allocates (0\\.\\d+) of what the SDK does', 'read, threads 16', allocated per call, huaweicloud-sdk, 1, 0.006",
        "'which is mostly reads, (0\\.\\d+) instead', 'job, threads 1', allocated per call, huaweicloud-sdk, 1, 0.006",
        "'it makes (\\d+) requests', 'job, threads 1', requests per job, '', 1, 0.1",
        "'and beside the SDK (0\\.\\d+) by 16 threads', 'read, threads 16', cpu per call, huaweicloud-sdk, 1, 0.006",
        "'of the SDK.s CPU it takes (0\\.\\d+)', 'job, threads 1', cpu per call, huaweicloud-sdk, 1, 0.006",
        "'A read takes (\\d+\\.\\d+) times the CPU', 'read, threads 16', cpu per call, httpclient5 + jackson, 1, 0.006",
        "'No network\\*\\*, (\\d+\\.\\d+) of Feign', no network, time per call, feign + jackson, 1, 0.006",
        "'requests a second instead of 2, and (0\\.\\d+) of its start', 'fake, server', start to first answer, wiremock, 1, 0.006",
        "'The fake.s server\\*\\*, (\\d+\\.\\d+) of WireMock', 'fake, server', requests a second, wiremock, 1, 0.06",
        "'by one request: (\\d+,\\d+) s', 'wait, waits 10000', 'job''s end to answer, last', '', 1, 0.6",
        "'where we want 0.60 and have (0\\.\\d+) by one', 'read, threads 1', cpu per call, huaweicloud-sdk, 1, 0.006",
        "'where we want 1.4 and have (\\d+\\.\\d+) by one', 'read, threads 1', cpu per call, httpclient5 + jackson, 1, 0.006",
        "'the price: (\\d+) µs on loopback', 'price of a connection, new connection', latency p50 above a kept-alive one, '', 1, 0.6",
        "'and (\\d+\\.\\d) ms over TLS', 'price of a connection, new connection, TLS', latency p50 above a kept-alive one, '', 0.001, 0.06",
    })
    void what_the_rationale_says_of_a_price_is_what_was_measured(
            String words, String row, String metric, String peer, double unit, double near) throws IOException {
        Matcher said = Pattern.compile(words)
                .matcher(String.join(" ", Files.readAllLines(DOCS.resolveSibling("RATIONALE.md"))));
        double measured = result(row, "ddm4j", metric) / (peer.isEmpty() ? 1 : result(row, peer, metric)) * unit;

        assertThat(said.find()).as("'%s' in RATIONALE.md", words).isTrue();
        assertThat(Double.parseDouble(said.group(1).replace(",", ""))).as(words).isCloseTo(measured, within(near));
    }

    @Test
    void it_says_what_the_connection_of_an_order_costs() throws IOException {
        String price = "price of a connection, new connection";
        String p50 = "latency p50 above a kept-alive one";
        assertThat(result(price, "ddm4j", "round trips of an order")).isEqualTo(2);
        assertThat(result(price + ", TLS", "ddm4j", "round trips of an order")).isEqualTo(3);
        assertThat(String.join("\n", page()))
                .contains("costs a round trip, over TLS two;")
                .contains(String.format(
                        Locale.ROOT,
                        "%.0f µs and %.1f ms.",
                        result(price, "ddm4j", p50),
                        result(price + ", TLS", "ddm4j", p50) / 1_000));
    }

    private static double result(String subject, String metric) throws IOException {
        return result(LOST, subject, metric);
    }

    private static double result(String row, String subject, String metric) throws IOException {
        JsonNode all = new ObjectMapper()
                .readTree(DOCS.resolve("benchmarks.json").toFile())
                .path("results");
        return StreamSupport.stream(all.spliterator(), false)
                .filter(result -> result.path("row").asText().equals(row))
                .filter(result -> result.path("subject").asText().equals(subject))
                .filter(result -> result.path("metric").asText().equals(metric))
                .findFirst()
                .orElseThrow(() -> new AssertionError("docs/benchmarks.json: no " + metric + " of " + subject))
                .path("median")
                .asDouble();
    }
}
