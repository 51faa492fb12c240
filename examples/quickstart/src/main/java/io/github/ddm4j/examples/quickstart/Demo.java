/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.examples.quickstart;

import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.fake.Examples;
import io.github.ddm4j.fake.FakeCloud;
import io.github.ddm4j.fake.FakeDdmServer;
import io.github.ddm4j.feign.FeignScaleOutAdapter;
import io.github.ddm4j.feign.auth.AuthTokenProvider;
import java.time.Duration;
import java.util.Optional;

/** The main job against a fake DDM that this process starts: real HTTP on loopback, nothing to set up. */
final class Demo {

    private Demo() {}

    static int run(Report report, WholeJob job) {
        try (FakeDdmServer server = FakeDdmServer.start(FakeCloud.withExamples());
                FeignScaleOutAdapter ddm = FeignScaleOutAdapter.builder(
                                server.uri(), Examples.PROJECT, AuthTokenProvider.fixed(Examples.TOKEN))
                        .build()) {
            report.line("FAKE DDM  listening on " + server.uri() + "; set the DDM_ variables to scale a real one out");
            ScaleOutRequest request =
                    ScaleOutRequest.builder(Examples.FLAVOR, 1).build();
            // A fake has no limit of calls, so it can be looked at more often than the real one.
            return job.run(
                    ddm,
                    flow -> flow.pollInterval(Duration.ofMillis(250)).callBudget(1_000, Duration.ofMinutes(1)),
                    flow -> job.submit(flow, Optional.empty(), Examples.INSTANCE, request));
        }
    }
}
