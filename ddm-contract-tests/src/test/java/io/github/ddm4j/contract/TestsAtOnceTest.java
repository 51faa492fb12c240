/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.ddm4j.contract.fixture.AdapterSettings;
import io.github.ddm4j.contract.fixture.ScaleOutFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** Tests of a suite may run at once, even in a project whose test classes have one instance each. */
class TestsAtOnceTest {

    /** What a third party writes. Its name keeps it out of the build's own run. */
    @Execution(ExecutionMode.CONCURRENT)
    static final class AtOnce extends AcceptanceContract {

        @Override
        protected ScaleOutFixture createFixture(AdapterSettings settings) {
            return new InMemoryFixture(settings);
        }
    }

    @Test
    void each_test_has_a_fixture_of_its_own() {
        Events tests = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(AtOnce.class))
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "4")
                .configurationParameter(TestInstance.Lifecycle.DEFAULT_LIFECYCLE_PROPERTY_NAME, "per_class")
                .execute()
                .testEvents();

        assertThat(tests.succeeded().count()).isGreaterThan(Situation.values().length);
        tests.assertStatistics(statistics -> statistics.failed(0).aborted(0).skipped(0));
    }
}
