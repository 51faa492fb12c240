/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.ScaleOutReceipt.JobStarted;
import io.github.ddm4j.core.model.ScaleOutRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ConcurrencyTest {

    private static final int THREADS = 32;
    private static final List<InstanceId> INSTANCES = IntStream.range(0, 50)
            .mapToObj(i -> new InstanceId("%032xin09".formatted(i)))
            .toList();

    private final FakeCloud cloud =
            FakeCloud.builder().jobDuration(Duration.ZERO).withExamples().build();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final CyclicBarrier start = new CyclicBarrier(THREADS);

    @AfterEach
    void close() {
        threads.shutdownNow();
    }

    private <T> List<T> onAllThreads(Callable<List<T>> work) throws Exception {
        List<Future<List<T>>> running = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            running.add(threads.submit(() -> {
                start.await(10, TimeUnit.SECONDS);
                return work.call();
            }));
        }
        List<T> all = new ArrayList<>();
        for (Future<List<T>> one : running) {
            all.addAll(one.get(15, TimeUnit.SECONDS));
        }
        return all;
    }

    @Test
    void in_memory_every_accepted_call_added_exactly_its_nodes() throws Exception {
        INSTANCES.forEach(id ->
                cloud.addInstance(FakeInstance.builder(Examples.PROJECT, id).build()));
        ScaleOutRequest twoNodes =
                ScaleOutRequest.builder(Examples.FLAVOR.value(), 2).build();
        try (InMemoryScaleOutAdapter adapter =
                InMemoryScaleOutAdapter.builder(cloud, Examples.PROJECT).build()) {
            List<JobId> jobs = onAllThreads(() -> {
                List<JobId> accepted = new ArrayList<>();
                for (InstanceId id : INSTANCES) {
                    try {
                        accepted.add(((JobStarted) adapter.scaleOut(id, twoNodes)).jobId());
                    } catch (ScaleOutRejectedException full) {
                        assertThat(full.reason()).isEqualTo(RejectionReason.QUOTA);
                    }
                }
                return accepted;
            });

            // From one node to 31, by two: 15 calls of 32 fit, for each instance.
            assertThat(jobs).hasSize(15 * INSTANCES.size()).doesNotHaveDuplicates();
        }
        assertThat(INSTANCES).allMatch(id -> cloud.nodeCount(id) == 31);
        assertThat(cloud.requestsSeen()).isEqualTo(THREADS * INSTANCES.size());
        assertThat(cloud.instance(INSTANCES.get(7)).nodes())
                .extracting(node -> node.id())
                .doesNotHaveDuplicates();
    }

    @Test
    void over_http_every_accepted_call_added_exactly_its_nodes() throws Exception {
        try (FakeDdmServer server = FakeDdmServer.start(cloud)) {
            HttpCalls calls = new HttpCalls(server);
            List<String> jobs = onAllThreads(() -> {
                HttpCalls.Reply reply = calls.enlarge(HttpCalls.ONE_NODE);
                return reply.status() == 200 ? List.of(reply.body().get("jobId").textValue()) : List.of();
            });

            assertThat(jobs).hasSize(30).doesNotHaveDuplicates();
        }
        assertThat(cloud.nodeCount(Examples.INSTANCE)).isEqualTo(32);
    }

    @Test
    void of_calls_at_the_same_time_for_a_growing_instance_only_one_is_accepted() throws Exception {
        cloud.setJobDuration(Duration.ofHours(1));
        ScaleOutRequest oneNode =
                ScaleOutRequest.builder(Examples.FLAVOR.value(), 1).build();
        try (InMemoryScaleOutAdapter adapter =
                InMemoryScaleOutAdapter.builder(cloud, Examples.PROJECT).build()) {
            List<RejectionReason> refusals = onAllThreads(() -> {
                try {
                    adapter.scaleOut(Examples.INSTANCE, oneNode);
                    return List.of();
                } catch (ScaleOutRejectedException busy) {
                    return List.of(busy.reason());
                }
            });

            assertThat(refusals).hasSize(THREADS - 1).containsOnly(RejectionReason.INSTANCE_BUSY);
        }
        assertThat(cloud.nodeCount(Examples.INSTANCE)).isEqualTo(3);
    }
}
