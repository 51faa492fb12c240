/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.pact;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.net.URI;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;

/** The class that others extend fails as well, and for the interactions that are broken only. */
class FailingVerificationTest {

    private static final int NAMING_A_JOB_THAT_STARTED = 2;

    @Test
    void provider_that_renames_a_field_fails_where_the_field_is_promised() {
        int interactions = Pacts.of(DdmPactLoader.DDM).getInteractions().size();
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(RenamesJobId.class))
                .execute()
                .testEvents()
                .assertStatistics(events -> events.started(interactions)
                        .failed(NAMING_A_JOB_THAT_STARTED)
                        .succeeded(interactions - NAMING_A_JOB_THAT_STARTED)
                        .skipped(0));
    }

    static final class RenamesJobId extends FakeDdmServerVerificationTest {

        @AutoClose
        private final Tap tap = new Tap(
                super.endpoint(),
                UnaryOperator.identity(),
                reply -> reply.withBody(reply.body().replace("\"jobId\"", "\"job_id\"")));

        @Override
        public URI endpoint() {
            return tap.uri();
        }
    }
}
