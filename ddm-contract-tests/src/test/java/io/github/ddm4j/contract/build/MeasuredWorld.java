/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.build;

import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.ScaleOutFlowBuilder;
import io.github.ddm4j.core.flow.Submission;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.fake.Examples;
import io.github.ddm4j.fake.FakeCloud;
import io.github.ddm4j.fake.FakeDdmServer;
import io.github.ddm4j.fake.Fault;
import io.github.ddm4j.fake.InMemoryScaleOutAdapter;
import io.github.ddm4j.feign.FeignScaleOutAdapter;
import io.github.ddm4j.feign.auth.AuthTokenProvider;
import io.github.ddm4j.feign.auth.IamTokenProvider;
import io.github.ddm4j.feign.auth.IamUser;
import io.github.ddm4j.feign.micrometer.DdmMetrics;
import io.github.ddm4j.jdbc.micrometer.JournalMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A small cloud in which about everything happens once that can be measured. */
final class MeasuredWorld {

    static final Duration PATIENCE = Duration.ofSeconds(30);

    final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final DdmMetrics metrics;
    private final FakeCloud cloud =
            FakeCloud.builder().withExamples().jobDuration(Duration.ZERO).build();
    private final InMemoryScaleOutAdapter adapter =
            InMemoryScaleOutAdapter.builder(cloud, Examples.PROJECT).build();

    private MeasuredWorld() {
        meters.config().meterFilter(DdmMetrics.meterFilter());
        metrics = DdmMetrics.of(meters);
        JournalMetrics.of(meters).watch(List::of);
    }

    static PrometheusMeterRegistry run() throws Exception {
        MeasuredWorld world = new MeasuredWorld();
        world.submissions();
        world.waits();
        world.renewals();
        world.plainCall();
        return world.meters;
    }

    private ScaleOutFlowBuilder flow() {
        return ScaleOutFlow.builder(metrics.observe(adapter))
                .listener(metrics)
                .callBudget(100_000, Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(10))
                .quietTime(Duration.ofMillis(20))
                .reconcileWithin(PATIENCE);
    }

    private static ScaleOutRequest nodes(int nodes) {
        return ScaleOutRequest.builder(Examples.FLAVOR.value(), nodes).build();
    }

    /** Accepted, refused by a rule, refused by the provider, found applied, found not applied, unknown. */
    private void submissions() {
        try (ScaleOutFlow flow = flow().build()) {
            flow.submit(Examples.INSTANCE, nodes(1));
            flow.submit(Examples.YEARLY_MONTHLY_INSTANCE, nodes(1));
            catchThrowable(() -> flow.submit(Examples.INSTANCE, nodes(32)));
            catchThrowable(() -> flow.submit(new InstanceId("nobody"), nodes(1)));
            cloud.failNext(Fault.cutBody());
            flow.submit(Examples.INSTANCE, nodes(1));
            cloud.failNext(Fault.hangUp());
            flow.submit(Examples.INSTANCE, nodes(1));
            cloud.failNext(Fault.hangUp());
            catchThrowable(() -> flow.submit(Examples.YEARLY_MONTHLY_INSTANCE, nodes(1)));
        }
        catchThrowable(() -> metrics.observe(adapter).job(new JobId("nobody")));
    }

    /** One that ends well, one whose job fails, one that is closed, one that is cancelled. */
    private void waits() throws Exception {
        try (ScaleOutFlow flow = flow().build()) {
            flow.await((Submission.Applied) flow.submit(Examples.INSTANCE, nodes(1)))
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            cloud.failNextJob("no capacity");
            Submission failing = flow.submit(Examples.INSTANCE, nodes(1));
            catchThrowable(() -> flow.await((Submission.Applied) failing).get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
            Submission order = flow.submit(Examples.YEARLY_MONTHLY_INSTANCE, nodes(1));
            flow.await((Submission.Applied) order).cancel(false);
            flow.await((Submission.Applied) order);
        }
    }

    private void renewals() {
        try (FakeDdmServer server = FakeDdmServer.start(cloud)) {
            for (String password : new String[] {Examples.PASSWORD, "wrong"}) {
                IamUser user = IamUser.of(Examples.DOMAIN, Examples.USER, password);
                try (IamTokenProvider iam = IamTokenProvider.builder(server.uri(), user, Examples.REGION)
                        .listener(metrics)
                        .build()) {
                    catchThrowable(iam::token);
                }
            }
        }
    }

    private void plainCall() {
        try (FakeDdmServer server = FakeDdmServer.start(cloud);
                FeignScaleOutAdapter feign = FeignScaleOutAdapter.builder(
                                server.uri(), Examples.PROJECT, AuthTokenProvider.fixed(Examples.TOKEN))
                        .build()) {
            cloud.failNext(Fault.hangUp());
            catchThrowable(() -> metrics.observe(feign).scaleOut(Examples.INSTANCE, nodes(1)));
        }
    }
}
