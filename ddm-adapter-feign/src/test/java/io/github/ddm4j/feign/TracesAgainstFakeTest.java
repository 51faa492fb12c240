/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.model.OrderId;
import io.github.ddm4j.core.model.OrderTrace;
import io.github.ddm4j.core.model.OrderTrace.By;
import io.github.ddm4j.core.model.ScaleOutReceipt.JobStarted;
import io.github.ddm4j.core.model.ScaleOutReceipt.OrderPlaced;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.port.AuditPort;
import io.github.ddm4j.fake.Examples;
import io.github.ddm4j.fake.FakeClock;
import io.github.ddm4j.fake.FakeCloud;
import io.github.ddm4j.fake.FakeDdmServer;
import io.github.ddm4j.fake.FakeTrace;
import io.github.ddm4j.fake.InMemoryScaleOutAdapter;
import io.github.ddm4j.feign.auth.AccessKey;
import io.github.ddm4j.feign.auth.AuthTokenProvider;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The audit log of a provider that was written from the pages, not from our code. */
class TracesAgainstFakeTest {

    private static final ScaleOutRequest ONE_NODE =
            ScaleOutRequest.builder(Examples.FLAVOR, 1).build();

    private final FakeClock clock = FakeClock.at(Instant.parse("2026-06-05T08:00:00Z"));
    private final FakeCloud cloud = FakeCloud.builder()
            .clock(clock)
            .jobDuration(Duration.ofSeconds(3))
            .withExamples()
            .build();
    private final FakeDdmServer server = FakeDdmServer.start(cloud);
    private final Instant since = clock.instant();
    private final FeignScaleOutAdapter adapter = FeignScaleOutAdapter.builder(
                    server.uri(), Examples.PROJECT, AccessKey.of(Examples.ACCESS_KEY, Examples.SECRET_KEY))
            .clock(clock)
            .audit(AuditSettings.of(server.uri()))
            .build();
    private final InMemoryScaleOutAdapter inMemory = InMemoryScaleOutAdapter.builder(cloud, Examples.PROJECT)
            .accessKey(Examples.ACCESS_KEY)
            .build();

    @AfterEach
    void stop() {
        adapter.close();
        inMemory.close();
        server.close();
    }

    private List<OrderTrace> all(AuditPort port) {
        List<OrderTrace> all = new ArrayList<>();
        Optional<String> marker = Optional.empty();
        do {
            AuditPort.Page page = port.orderTraces(Examples.INSTANCE, since, marker);
            all.addAll(page.traces());
            marker = page.next();
        } while (marker.isPresent());
        return all;
    }

    private List<OrderTrace> all() {
        return all(adapter.auditPort().orElseThrow());
    }

    @Test
    void an_order_is_found_as_ours_with_its_job() {
        JobStarted receipt = (JobStarted) adapter.scaleOut(Examples.INSTANCE, ONE_NODE);

        OrderTrace trace = all().get(0);
        assertThat(trace.actor().by()).isEqualTo(By.OUR_KEY);
        assertThat(trace.accepted()).isTrue();
        assertThat(trace.result().jobId()).contains(receipt.jobId());
        assertThat(trace.asked().flavorId()).contains(Examples.FLAVOR);
        assertThat(trace.asked().nodes()).hasValue(1);
    }

    @Test
    void an_order_that_waits_to_be_paid_is_found_by_its_id() {
        OrderId order = ((OrderPlaced) adapter.scaleOut(Examples.YEARLY_MONTHLY_INSTANCE, ONE_NODE)).orderId();

        AuditPort.Page page = adapter.auditPort()
                .orElseThrow()
                .orderTraces(Examples.YEARLY_MONTHLY_INSTANCE, since, Optional.empty());
        assertThat(page.traces().get(0).result().orderId()).contains(order);
    }

    @Test
    void others_on_the_console_are_others_and_others_over_the_api_nobody_knows() {
        cloud.scaleOutByOthers(Examples.INSTANCE, Examples.GROUP, 1);
        clock.advance(Duration.ofSeconds(4));
        cloud.auditLog().setOthersOverApi(Examples.USER, "KEYOFSOMEBODYELSE");
        cloud.scaleOutByOthers(Examples.INSTANCE, Examples.GROUP, 1);

        assertThat(all()).extracting(trace -> trace.actor().by()).containsExactly(By.UNKNOWN, By.OTHERS);
    }

    @Test
    void an_adapter_with_a_token_cannot_tell_without_a_user_of_its_own() {
        assertThat(byOfTokens(AuditSettings.builder(server.uri()))).isEqualTo(By.UNKNOWN);
        clock.advance(Duration.ofSeconds(4));
        assertThat(byOfTokens(AuditSettings.builder(server.uri()).soleUser(Examples.USER)))
                .isEqualTo(By.OUR_USER);
    }

    private By byOfTokens(AuditSettings.Builder settings) {
        try (FeignScaleOutAdapter withToken = FeignScaleOutAdapter.builder(
                        server.uri(), Examples.PROJECT, AuthTokenProvider.fixed(Examples.TOKEN))
                .clock(clock)
                .audit(settings.build())
                .build()) {
            withToken.scaleOut(Examples.INSTANCE, ONE_NODE);
            return all(withToken.auditPort().orElseThrow()).get(0).actor().by();
        }
    }

    @Test
    void both_adapters_read_the_same_over_all_pages_copies_included() {
        cloud.auditLog().setCopies(2);
        for (int i = 0; i < 130; i++) {
            cloud.auditLog()
                    .add(FakeTrace.builder(Examples.INSTANCE, since.plusSeconds(i))
                            .onConsole("somebody")
                            .request("{\"node_number\":" + (i + 1) + "}")
                            .code(200)
                            .build());
        }
        clock.advance(Duration.ofMinutes(10));
        adapter.scaleOut(Examples.INSTANCE, ONE_NODE);
        cloud.setRdsReady(Examples.INSTANCE, false);
        clock.advance(Duration.ofSeconds(4));
        catchThrowableOfType(ScaleOutRejectedException.class, () -> adapter.scaleOut(Examples.INSTANCE, ONE_NODE));

        assertThat(all()).hasSize(264).isEqualTo(all(inMemory));
    }

    @Test
    void a_log_that_may_not_be_read_or_is_switched_off_is_rejected_by_both() {
        cloud.auditLog().setReadable(false);
        assertRejected();

        cloud.auditLog().setReadable(true);
        cloud.auditLog().setSwitchedOn(false);
        assertRejected();
    }

    private void assertRejected() {
        ScaleOutRejectedException one = catchThrowableOfType(ScaleOutRejectedException.class, this::all);
        ScaleOutRejectedException other = catchThrowableOfType(ScaleOutRejectedException.class, () -> all(inMemory));
        assertThat(one.reason()).isEqualTo(other.reason());
        assertThat(one.errorCode()).isEqualTo(other.errorCode());
    }
}
