/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
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
        assertGenerated("contract.md", situations() + rulesBySuite());
    }

    @Test
    void the_mutants_stand_in_the_docs() throws IOException {
        assertGenerated("mutants.md", mutantsByHole() + mutantsByRule() + "\n" + rulesByMutant() + repeatsOfOkHttp());
    }

    @Test
    void the_meanings_stand_in_the_docs() throws IOException {
        assertGenerated("outcomes.md", MeaningsTable.print());
    }

    @Test
    void the_ports_link_to_the_rules_and_repeat_none() throws IOException {
        for (String port : List.of("ScaleOutPort", "InstancePort", "JobPort")) {
            String javadoc = Files.readString(PORTS.resolve(port + ".java"));
            assertThat(javadoc).as(port).contains("docs/contract.md");
            assertThat(ContractRule.values())
                    .as(port)
                    .noneMatch(rule -> javadoc.contains(rule.name() + " " + rule.text()));
        }
    }

    @Test
    void every_rule_has_a_test_and_every_test_a_rule() {
        List<ContractRule> tested = suites().stream()
                .flatMap(suite -> KitRun.rulesOf(suite).stream())
                .toList();

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

    /** The sets of situations that rules are asked for in, by the names that the docs give them. */
    private static final Map<String, Set<Situation>> WHERE = where();

    private static Map<String, Set<Situation>> where() {
        Map<String, Set<Situation>> where = new LinkedHashMap<>();
        where.put("any order", Situation.ANY_ORDER);
        where.put("one order", Situation.ONE_ORDER);
        where.put("waiting order", Situation.WAITING_ORDER);
        where.put("late order", Situation.LATE_ORDER);
        where.put("any read", Situation.ANY_READ);
        where.put("one read", Situation.ONE_READ);
        where.put("once", Situation.ONCE);
        return where;
    }

    private static String situations() {
        StringBuilder out = new StringBuilder("\n### In which situations\n\n| situation | a call that … |");
        WHERE.keySet().forEach(name -> out.append(' ').append(name).append(" |"));
        out.append("\n|---|---|").append("---|".repeat(WHERE.size())).append('\n');
        for (Situation situation : Situation.values()) {
            out.append(String.format("| %s | %s |", situation, situation.text()));
            WHERE.values().forEach(set -> out.append(set.contains(situation) ? " × |" : " |"));
            out.append('\n');
        }
        return out.toString();
    }

    private static String where(ContractRule rule) {
        return WHERE.entrySet().stream()
                .filter(set -> set.getValue().equals(rule.situations()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    private static String rulesBySuite() {
        StringBuilder out = new StringBuilder();
        for (Class<?> suite : suites()) {
            out.append("\n### ")
                    .append(suite.getSimpleName())
                    .append("\n\n| rule | text | asked for in |\n|---|---|---|\n");
            KitRun.rulesOf(suite)
                    .forEach(rule ->
                            out.append(String.format("| %s | %s | %s |\n", rule.name(), rule.text(), where(rule))));
        }
        return out.append('\n').toString();
    }

    /** The suites in the order of their rules, which is the order of the enum. */
    private static List<Class<?>> suites() {
        List<Class<?>> suites = new ArrayList<>();
        for (Class<?> nested : ScaleOutContract.class.getDeclaredClasses()) {
            suites.add(nested.getSuperclass());
        }
        suites.sort(
                Comparator.comparing(suite -> KitRun.rulesOf(suite).iterator().next()));
        return suites;
    }

    private static String mutantsByHole() {
        StringBuilder out = new StringBuilder(
                "\n## What would slip through a hole\n\n| kind of hole | an adapter that … |\n|---|---|\n");
        for (Hole hole : Hole.values()) {
            out.append(String.format("| %s | %s |\n", hole.text(), String.join("; ", hole.mutants())));
        }
        return out.toString();
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

    private static String repeatsOfOkHttp() {
        StringBuilder out = new StringBuilder(String.format("""
                ## OkHttp, and what it sends again

                A right adapter on OkHttp 5, with its habits switched off in turn. F2 and F3 catch it where a connection is used
                again, and nowhere else: %s.

                | OkHttp sends … | breaks |
                |---|---|
                """, names(OkHttpVariant.ONCE_USED)));
        for (OkHttpVariant variant : OkHttpVariant.values()) {
            out.append(String.format("| %s | %s |\n", variant.text(), names(variant.rules())));
        }
        return out.append('\n').toString();
    }

    private static String names(Collection<? extends Enum<?>> all) {
        return all.isEmpty() ? "nothing" : all.stream().map(Enum::name).collect(Collectors.joining(" "));
    }
}
