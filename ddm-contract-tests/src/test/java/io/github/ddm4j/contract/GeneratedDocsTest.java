/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules read the same in the kit, in {@code docs} and in the Javadoc of the ports. */
class GeneratedDocsTest {

    private static final Path ROOT = Path.of("..");
    private static final Path PORTS = ROOT.resolve("ddm-core/src/main/java/io/github/ddm4j/core/port");
    private static final String WRITE = "ddm4j.docs.write";
    private static final String COMMAND = "mvn -pl ddm-contract-tests -am test -Dtest=GeneratedDocsTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -D" + WRITE;
    private static final String BEGIN = "<!-- generated from here: " + COMMAND + " -->\n";
    private static final String END = "<!-- generated to here -->\n";

    @Test
    void the_rules_stand_in_the_docs() throws IOException {
        assertGenerated("contract.md", rulesBySuite());
    }

    @Test
    void the_mutants_stand_in_the_docs() throws IOException {
        assertGenerated("mutants.md", mutantsByRule() + "\n" + rulesByMutant());
    }

    @Test
    void the_meanings_stand_in_the_docs() throws IOException {
        assertGenerated("outcomes.md", MeaningsTable.print());
    }

    @Test
    void the_rules_stand_in_the_javadoc_of_the_ports() throws IOException {
        assertThat(rulesInJavadoc("ScaleOutPort")).containsExactlyElementsOf(rules("[^QJ].*"));
        assertThat(rulesInJavadoc("InstancePort")).containsExactlyElementsOf(rules("Q.*"));
        assertThat(rulesInJavadoc("JobPort")).containsExactlyElementsOf(rules("J.*"));
    }

    @Test
    void every_rule_has_a_test_and_every_test_a_rule() {
        List<ContractRule> tested =
                suites().stream().flatMap(suite -> rulesOf(suite).stream()).toList();

        assertThat(tested).containsExactly(ContractRule.values());
    }

    private static void assertGenerated(String name, String expected) throws IOException {
        Path file = ROOT.resolve("docs").resolve(name);
        String text = Files.readString(file);
        int from = text.indexOf(BEGIN) + BEGIN.length();
        int to = text.indexOf(END);
        assertThat(to).as("the marks in " + file).isGreaterThan(from - 1);
        if (System.getProperty(WRITE) != null) {
            Files.writeString(file, text.substring(0, from) + expected + text.substring(to));
        } else {
            assertThat(text.substring(from, to))
                    .as("%s; written anew by: %s", file, COMMAND)
                    .isEqualTo(expected);
        }
    }

    private static String rulesBySuite() {
        StringBuilder out = new StringBuilder();
        for (Class<?> suite : suites()) {
            out.append("\n### ").append(suite.getSimpleName()).append("\n\n| rule | text |\n|---|---|\n");
            rulesOf(suite).forEach(rule -> out.append(String.format("| %s | %s |\n", rule.name(), rule.text())));
        }
        return out.append('\n').toString();
    }

    /** The suites in the order of their rules, which is the order of the enum. */
    private static List<Class<?>> suites() {
        List<Class<?>> suites = new ArrayList<>();
        for (Class<?> nested : ScaleOutContract.class.getDeclaredClasses()) {
            suites.add(nested.getSuperclass());
        }
        suites.sort(Comparator.comparing(suite -> rulesOf(suite).get(0)));
        return suites;
    }

    private static List<ContractRule> rulesOf(Class<?> suite) {
        return Arrays.stream(suite.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .map(method -> ContractRule.ofTest(method.getName()))
                .distinct()
                .sorted()
                .toList();
    }

    private static String mutantsByRule() {
        Map<ContractRule, List<String>> caught = new EnumMap<>(ContractRule.class);
        for (Mutant mutant : MutantsAreCaughtTest.mutants()) {
            mutant.caughtBy().forEach(rule -> caught.computeIfAbsent(rule, r -> new ArrayList<>())
                    .add(mutant.name()));
        }
        StringBuilder out =
                new StringBuilder("\n## What each rule catches\n\n| rule | an adapter that … |\n|---|---|\n");
        caught.forEach((rule, names) ->
                out.append(String.format("| %s %s | %s |\n", rule.name(), rule.text(), String.join("; ", names))));
        return out.toString();
    }

    private static String rulesByMutant() {
        StringBuilder out =
                new StringBuilder("## What catches each mutant\n\n| an adapter that … | is caught by |\n|---|---|\n");
        for (Mutant mutant : MutantsAreCaughtTest.mutants()) {
            String rules = new TreeSet<>(mutant.caughtBy())
                    .stream().map(ContractRule::name).collect(Collectors.joining(" "));
            out.append(String.format("| %s | %s |\n", mutant.name(), rules));
        }
        return out.append('\n').toString();
    }

    private static List<String> rules(String names) {
        return Stream.of(ContractRule.values())
                .filter(rule -> rule.name().matches(names))
                .map(ContractRule::toString)
                .toList();
    }

    private static List<String> rulesInJavadoc(String port) throws IOException {
        String source = Files.readString(PORTS.resolve(port + ".java"));
        return Pattern.compile("<li>([A-Z][0-9]+ .*)")
                .matcher(source)
                .results()
                .map(found -> found.group(1))
                .toList();
    }
}
