/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.journal;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectNestedClass;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/** The kit of a journal, run within a test against any fixture. One run at a time. */
final class JournalKitRun {

    private static Supplier<SubmissionJournalFixture> fixtures = () -> {
        throw new IllegalStateException("no run");
    };

    private JournalKitRun() {}

    /** What a third party writes. Its name keeps it out of the build's own run. */
    static final class Subject extends SubmissionJournalContract {
        @Override
        protected SubmissionJournalFixture createFixture() {
            return fixtures.get();
        }
    }

    /** Runs the suites of these rules alone. */
    static Events of(Set<JournalRule> rules, Supplier<SubmissionJournalFixture> fixture, int patience) {
        return run(
                fixture,
                patience,
                Arrays.stream(SubmissionJournalContract.class.getDeclaredClasses())
                        .filter(suite -> asksFor(rules, suite.getSuperclass()))
                        .<DiscoverySelector>map(suite -> selectNestedClass(List.of(Subject.class), suite))
                        .toList());
    }

    private static boolean asksFor(Set<JournalRule> rules, Class<?> suite) {
        return Arrays.stream(suite.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .anyMatch(method -> rules.contains(JournalRule.ofTest(method.getName())));
    }

    static Events against(Supplier<SubmissionJournalFixture> fixture, int patience) {
        return run(fixture, patience, List.of(selectClass(Subject.class)));
    }

    private static Events run(
            Supplier<SubmissionJournalFixture> fixture, int patience, List<DiscoverySelector> selectors) {
        fixtures = fixture;
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectors.toArray(DiscoverySelector[]::new))
                .configurationParameter(JournalRuleInFailures.PATIENCE, Integer.toString(patience))
                .execute()
                .testEvents();
    }

    /** The rules of which at least one test failed. */
    static Set<JournalRule> broken(Events tests) {
        Set<JournalRule> broken = new TreeSet<>();
        tests.failed().map(JournalKitRun::rule).forEach(broken::add);
        return broken;
    }

    private static JournalRule rule(Event event) {
        MethodSource method =
                (MethodSource) event.getTestDescriptor().getSource().orElseThrow();
        return JournalRule.ofTest(method.getMethodName());
    }
}
