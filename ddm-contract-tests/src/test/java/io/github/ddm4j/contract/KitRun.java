/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.platform.engine.TestDescriptor;
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
    static KitRun against(Function<AdapterSettings, ScaleOutFixture> fixture, int patience) {
        fixtures = fixture;
        return new KitRun(EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(Subject.class))
                .configurationParameter(Patience.PARAMETER, Integer.toString(patience))
                .execute()
                .testEvents());
    }

    Events tests() {
        return tests;
    }

    /** The rules of which at least one test failed. */
    Set<ContractRule> broken() {
        Set<ContractRule> broken = new TreeSet<>();
        tests.failed().map(KitRun::rule).forEach(broken::add);
        return broken;
    }

    /** The rules of which no test failed. */
    Set<ContractRule> kept() {
        Set<ContractRule> kept = new TreeSet<>(Comparator.naturalOrder());
        tests.finished().map(KitRun::rule).forEach(kept::add);
        kept.removeAll(broken());
        return kept;
    }

    private static ContractRule rule(Event event) {
        TestDescriptor test = event.getTestDescriptor();
        MethodSource method = (MethodSource) test.getSource().orElseThrow();
        return ContractRule.ofTest(method.getJavaMethod()).orElseThrow();
    }
}
