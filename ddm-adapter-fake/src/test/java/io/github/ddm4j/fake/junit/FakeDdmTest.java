/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.fake.Examples;
import io.github.ddm4j.fake.FakeClock;
import io.github.ddm4j.fake.FakeCloud;
import io.github.ddm4j.fake.FakeDdmServer;
import io.github.ddm4j.fake.InMemoryScaleOutAdapter;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

@FakeDdm(time = "2026-06-05T08:00:00Z", jobMillis = 5000)
class FakeDdmTest {

    private static final ScaleOutRequest ONE_NODE =
            ScaleOutRequest.builder(Examples.FLAVOR.value(), 1).build();

    @FakeDdm
    private FakeCloud field;

    @FakeDdm
    private InMemoryScaleOutAdapter adapter;

    private FakeCloud before;

    @BeforeEach
    void remember(FakeCloud cloud) {
        before = cloud;
    }

    @Test
    void fields_and_parameters_of_a_test_are_one_cloud(
            FakeCloud cloud, FakeDdmServer server, URI endpoint, FakeClock clock) {
        adapter.scaleOut(Examples.INSTANCE, ONE_NODE);
        clock.advance(Duration.ofSeconds(5));

        assertThat(cloud).isSameAs(field).isSameAs(before);
        assertThat(cloud.nodeCount(Examples.INSTANCE)).isEqualTo(3);
        assertThat(cloud.jobs(Examples.PROJECT).get(0).endedAt()).contains(clock.instant());
        assertThat(endpoint).isEqualTo(server.uri());
    }

    @RepeatedTest(3)
    void each_test_has_a_cloud_of_its_own(InMemoryScaleOutAdapter port) {
        port.scaleOut(Examples.INSTANCE, ONE_NODE);

        assertThat(field.nodeCount(Examples.INSTANCE)).isEqualTo(3);
    }

    @Nested
    class WithinAnotherClass {

        @FakeDdm
        private FakeCloud inner;

        @Test
        void the_settings_and_the_cloud_are_those_of_the_class_around(FakeClock clock) {
            assertThat(inner).isSameAs(field);
            assertThat(clock).isNotNull();
        }
    }

    /** What ran, for the tests below to look at. */
    static final List<URI> SERVERS = new CopyOnWriteArrayList<>();

    static final Set<FakeCloud> CLOUDS = Collections.newSetFromMap(new ConcurrentHashMap<>());
    static final CyclicBarrier BOTH = new CyclicBarrier(2);

    private static EngineExecutionResults run(Class<?> type) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(type))
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "2")
                .execute();
    }

    @FakeDdm
    @Execution(ExecutionMode.CONCURRENT)
    static class AtTheSameTime {

        @Test
        void one(FakeCloud cloud, URI endpoint) throws Exception {
            meet(cloud, endpoint);
        }

        @Test
        void other(FakeCloud cloud, URI endpoint) throws Exception {
            meet(cloud, endpoint);
        }

        private static void meet(FakeCloud cloud, URI endpoint) throws Exception {
            CLOUDS.add(cloud);
            SERVERS.add(endpoint);
            BOTH.await(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void tests_that_run_at_the_same_time_do_not_meet_and_their_servers_end_with_them() {
        CLOUDS.clear();
        SERVERS.clear();

        run(AtTheSameTime.class).testEvents().assertStatistics(all -> all.succeeded(2));

        assertThat(CLOUDS).hasSize(2);
        assertThat(SERVERS).doesNotHaveDuplicates().noneMatch(FakeDdmTest::isUp);
    }

    private static boolean isUp(URI server) {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    static class OnAFieldOfAnotherType {

        @FakeDdm
        private String wrong;

        @Test
        void never() {
            throw new AssertionError(wrong);
        }
    }

    static class WithoutATime {

        @FakeDdm
        private FakeClock clock;

        @Test
        void never() {
            throw new AssertionError(clock);
        }
    }

    @Test
    void a_field_that_cannot_be_filled_is_named() {
        run(OnAFieldOfAnotherType.class)
                .testEvents()
                .failed()
                .assertThatEvents()
                .hasSize(1)
                .allSatisfy(event -> assertThat(event.getPayload().toString())
                        .contains("String", "wrong", "FakeCloud, FakeDdmServer, URI"));
        run(WithoutATime.class)
                .testEvents()
                .failed()
                .assertThatEvents()
                .hasSize(1)
                .allSatisfy(event -> assertThat(event.getPayload().toString()).contains("with a time"));
    }
}
