/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.github.ddm4j.contract.fixture.AdapterSettings;
import io.github.ddm4j.contract.fixture.ScaleOutFixture;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Who extends a suite may have tests of one's own in the class: they are no rules. */
class OwnTestsTest {

    /** What a third party writes. Its name keeps it out of the build's own run. */
    static final class WithOwn extends AcceptanceContract {

        @Override
        protected ScaleOutFixture createFixture(AdapterSettings settings) {
            return new InMemoryFixture(settings);
        }

        @Test
        void my_adapter_has_a_name() {
            throw new IllegalStateException("it has none");
        }

        @Test
        void s1_looks_like_a_rule_of_the_kit() {
            throw new IllegalStateException("and is not");
        }
    }

    @Test
    void a_test_of_ones_own_fails_with_its_own_message() {
        assertThat(failureOf("my_adapter_has_a_name")).hasToString("java.lang.IllegalStateException: it has none");
        assertThat(failureOf("s1_looks_like_a_rule_of_the_kit"))
                .hasToString("java.lang.IllegalStateException: and is not");
    }

    private static Throwable failureOf(String method) {
        Event failed = EngineTestKit.engine("junit-jupiter")
                .selectors(selectMethod(WithOwn.class, method))
                .execute()
                .testEvents()
                .failed()
                .list()
                .get(0);
        return failed.getPayload(TestExecutionResult.class)
                .flatMap(TestExecutionResult::getThrowable)
                .orElseThrow();
    }
}
