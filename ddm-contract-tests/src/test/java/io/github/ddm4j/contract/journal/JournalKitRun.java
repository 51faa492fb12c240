/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.journal;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
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

    static Events against(Supplier<SubmissionJournalFixture> fixture, int patience) {
        fixtures = fixture;
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(Subject.class))
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
