/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectNestedMethod;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;

import io.github.ddm4j.contract.fixture.AdapterSettings;
import io.github.ddm4j.contract.fixture.ScaleOutFixture;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.NestedMethodSelector;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/** The kit, run within a test against any fixture. One run at a time. */
final class KitRun {

    private static Function<AdapterSettings, ScaleOutFixture> fixtures = settings -> {
        throw new IllegalStateException("no run");
    };

    private final Events tests;

    private KitRun(Events tests) {
        this.tests = tests;
    }

    /** What a third party writes. Its name keeps it out of the build's own run. */
    static final class Subject extends ScaleOutContract {
        @Override
        protected ScaleOutFixture createFixture(AdapterSettings settings) {
            return fixtures.apply(settings);
        }
    }

    /** @param patience how long the kit waits, in seconds: what never comes makes a run that long */
    static KitRun against(Function<AdapterSettings, ScaleOutFixture> fixture, double patience) {
        return run(fixture, patience, List.of(selectClass(Subject.class)));
    }

    /** Runs the suites of these rules alone. */
    static KitRun of(
            Collection<ContractRule> rules, Function<AdapterSettings, ScaleOutFixture> fixture, double patience) {
        return asking(rulesBeside(rules), fixture, patience);
    }

    /** Runs the tests of these rules alone, in all their situations. */
    static KitRun asking(
            Collection<ContractRule> rules, Function<AdapterSettings, ScaleOutFixture> fixture, double patience) {
        return run(fixture, patience, testsOf(rules).toList());
    }

    /** Runs the tests of these rules alone, in the first two of their situations: the first call, and a warm one. */
    static KitRun askingOnceAndWarm(
            Collection<ContractRule> rules, Function<AdapterSettings, ScaleOutFixture> fixture, double patience) {
        return run(
                fixture,
                patience,
                testsOf(rules)
                        .<DiscoverySelector>flatMap(
                                test -> Stream.of(1, 2).map(situation -> selectUniqueId(idOf(test, situation))))
                        .toList());
    }

    private static UniqueId idOf(NestedMethodSelector test, int situation) {
        return UniqueId.forEngine("junit-jupiter")
                .append("class", Subject.class.getName())
                .append("nested-class", test.getNestedClass().getSimpleName())
                .append("test-template", test.getMethodName() + "()")
                .append("test-template-invocation", "#" + situation);
    }

    private static Stream<NestedMethodSelector> testsOf(Collection<ContractRule> rules) {
        return suitesOf(rules).flatMap(suite -> Arrays.stream(
                        suite.getSuperclass().getDeclaredMethods())
                .filter(method ->
                        ContractRule.ofTest(method).filter(rules::contains).isPresent())
                .map(method -> selectNestedMethod(List.of(Subject.class), suite, method)));
    }

    /** These rules, and all others of their suites. */
    static Set<ContractRule> rulesBeside(Collection<ContractRule> rules) {
        return suitesOf(rules)
                .flatMap(suite -> rulesOf(suite.getSuperclass()).stream())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(ContractRule.class)));
    }

    private static KitRun run(
            Function<AdapterSettings, ScaleOutFixture> fixture,
            double patience,
            List<? extends DiscoverySelector> selectors) {
        fixtures = fixture;
        return new KitRun(EngineTestKit.engine("junit-jupiter")
                .selectors(selectors.toArray(DiscoverySelector[]::new))
                .configurationParameter(Patience.PARAMETER, Double.toString(patience))
                .execute()
                .testEvents());
    }

    /** The nested classes whose suites ask for at least one of these rules. */
    private static Stream<Class<?>> suitesOf(Collection<ContractRule> rules) {
        return Arrays.stream(ScaleOutContract.class.getDeclaredClasses())
                .filter(suite -> rulesOf(suite.getSuperclass()).stream().anyMatch(rules::contains));
    }

    /** The rules that a suite asks for, in their order. */
    static Set<ContractRule> rulesOf(Class<?> suite) {
        Set<ContractRule> rules = EnumSet.noneOf(ContractRule.class);
        for (Method method : suite.getDeclaredMethods()) {
            ContractRule.ofTest(method).ifPresent(rules::add);
        }
        return rules;
    }

    Events tests() {
        return tests;
    }

    /** The rules of which at least one test failed. */
    Set<ContractRule> broken() {
        return new TreeSet<>(failures().keySet());
    }

    /** The rules of which at least one test failed, and in which situations. */
    Map<ContractRule, Set<Situation>> failures() {
        Map<ContractRule, Set<Situation>> failures = new TreeMap<>();
        tests.failed().stream().filter(event -> !notReached(event)).forEach(event -> failures.computeIfAbsent(
                        rule(event), rule -> EnumSet.noneOf(Situation.class))
                .add(situation(event)));
        return failures;
    }

    /** The rules of which no test failed. */
    Set<ContractRule> kept() {
        Set<ContractRule> kept = new TreeSet<>();
        tests.succeeded().map(KitRun::rule).forEach(kept::add);
        tests.failed().map(KitRun::rule).forEach(kept::remove);
        return kept;
    }

    /** The tests that did not fail, with their situations. */
    Set<String> passed() {
        return tests.succeeded().stream()
                .map(event -> method(event).getMethodName() + " " + situation(event))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What was said of the failures, for whoever has to find out why a run is not as it should be. */
    List<String> messages() {
        List<String> messages = new ArrayList<>();
        tests.failed().stream().forEach(event -> event.getPayload(TestExecutionResult.class)
                .flatMap(TestExecutionResult::getThrowable)
                .ifPresent(thrown -> messages.add(String.valueOf(thrown.getMessage()))));
        return messages;
    }

    /** Whether a rule about something else has to be kept first. */
    private static boolean notReached(Event event) {
        return event.getPayload(TestExecutionResult.class)
                .flatMap(TestExecutionResult::getThrowable)
                .filter(thrown -> thrown.getCause() instanceof Scene.NotReached)
                .isPresent();
    }

    private static ContractRule rule(Event event) {
        return ContractRule.ofTest(method(event).getJavaMethod()).orElseThrow();
    }

    private static Situation situation(Event event) {
        return Situation.valueOf(event.getTestDescriptor().getDisplayName());
    }

    private static MethodSource method(Event event) {
        return (MethodSource) event.getTestDescriptor().getSource().orElseThrow();
    }
}
