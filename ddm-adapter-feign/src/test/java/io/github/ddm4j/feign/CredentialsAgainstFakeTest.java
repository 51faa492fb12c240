/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.ProjectId;
import io.github.ddm4j.core.model.ScaleOutReceipt.JobStarted;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.fake.FakeClock;
import io.github.ddm4j.fake.FakeCloud;
import io.github.ddm4j.fake.FakeDdmServer;
import io.github.ddm4j.fake.FakeInstance;
import io.github.ddm4j.fake.Fault;
import io.github.ddm4j.feign.auth.AccessKey;
import io.github.ddm4j.feign.auth.AuthTokenProvider;
import io.github.ddm4j.feign.auth.IamTokenProvider;
import io.github.ddm4j.feign.auth.IamUser;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens and signatures against a provider and an IAM that were written from their pages, not from our code. */
class CredentialsAgainstFakeTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final ProjectId PROJECT = new ProjectId("619d3e78f61b4be68bc5aa0b59edcf7b");
    private static final InstanceId INSTANCE = new InstanceId("00000000000000000000000000000001in09");
    private static final ScaleOutRequest ONE_NODE =
            ScaleOutRequest.builder(Wire.FLAVOR, 1).build();

    private final FakeClock cloudClock = FakeClock.at(NOON);
    private final FakeClock ourClock = FakeClock.at(NOON);
    private final FakeCloud cloud = FakeCloud.builder().clock(cloudClock).build();
    private final FakeDdmServer server = FakeDdmServer.start(cloud);

    @BeforeEach
    void seed() {
        cloud.addProject(PROJECT, "cn-north-4");
        cloud.addInstance(FakeInstance.builder(PROJECT, INSTANCE).build());
        cloud.addUser("acme", "scaler", "right");
        cloud.addAccessKey("AK", "right", PROJECT);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_region_s_name_and_a_password_are_enough_to_scale_out() {
        try (IamTokenProvider tokens = tokens("right", ourClock)) {
            ProjectId project = tokens.projectId("cn-north-4");
            assertThat(project).isEqualTo(PROJECT);
            try (var adapter =
                    FeignScaleOutAdapter.builder(server.uri(), project, tokens).build()) {
                assertThat(adapter.scaleOut(INSTANCE, ONE_NODE)).isInstanceOf(JobStarted.class);
            }
        }
        assertThat(cloud.accepted()).isEqualTo(1);
        assertThat(cloud.iamRequestsSeen()).as("one token, one look-up").isEqualTo(2);
    }

    @Test
    void a_project_that_is_not_there_is_named() {
        try (IamTokenProvider tokens = tokens("right", ourClock)) {
            var rejected = catchThrowableOfType(ScaleOutRejectedException.class, () -> tokens.projectId("cn-south-1"));
            assertThat(rejected.reason()).isEqualTo(RejectionReason.NOT_FOUND);
            assertThat(rejected).hasMessageContaining("'cn-south-1'");
        }
    }

    @Test
    void a_token_that_was_revoked_is_renewed_and_the_order_is_placed_once() {
        try (IamTokenProvider tokens = tokens("right", ourClock);
                var adapter = adapter(tokens)) {
            adapter.instance(INSTANCE);
            cloud.revokeTokens();

            assertThat(adapter.scaleOut(INSTANCE, ONE_NODE)).isInstanceOf(JobStarted.class);
        }
        assertThat(cloud.requestsSeen()).as("refused once, then taken").isEqualTo(2);
        assertThat(cloud.accepted()).isEqualTo(1);
        assertThat(cloud.iamRequestsSeen()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-300H", "PT-5M", "PT5M", "PT300H"})
    void a_clock_that_is_wrong_keeps_no_token_too_long_and_throws_none_away(Duration off) {
        ourClock.advance(off);
        try (IamTokenProvider tokens = tokens("right", ourClock);
                var adapter = adapter(tokens)) {
            for (int halfHour = 0; halfHour <= 2 * 48; halfHour++) {
                adapter.instance(INSTANCE);
                cloudClock.advance(Duration.ofMinutes(30));
                ourClock.advance(Duration.ofMinutes(30));
            }
        }
        assertThat(cloud.iamRequestsSeen()).as("at 0:00, 23:30 and 47:00").isEqualTo(3);
    }

    @Test
    void a_wrong_password_reaches_iam_once_and_ddm_never() {
        try (IamTokenProvider tokens = tokens("letmein", ourClock);
                var adapter = adapter(tokens)) {
            for (int call = 0; call < 10; call++) {
                var rejected = catchThrowableOfType(
                        ScaleOutRejectedException.class, () -> adapter.scaleOut(INSTANCE, ONE_NODE));
                assertThat(rejected.reason()).isEqualTo(RejectionReason.ACCESS);
                assertThat(rejected.providerMessage()).contains("The username or password is wrong.");
            }
        }
        assertThat(cloud.iamRequestsSeen()).isEqualTo(1);
        assertThat(cloud.requestsSeen()).isZero();
    }

    @Test
    void an_iam_that_is_down_is_unavailable_until_it_is_back() {
        cloud.failNext(Fault.hangUp().onIam());
        try (IamTokenProvider tokens = tokens("right", ourClock);
                var adapter = adapter(tokens)) {
            var unavailable = catchThrowableOfType(
                    ProviderUnavailableException.class, () -> adapter.scaleOut(INSTANCE, ONE_NODE));
            assertThat(unavailable.signalsOutage()).isTrue();
            assertThat(cloud.requestsSeen()).isZero();

            ourClock.advance(Duration.ofSeconds(1));
            assertThat(adapter.scaleOut(INSTANCE, ONE_NODE)).isInstanceOf(JobStarted.class);
        }
        assertThat(cloud.accepted()).isEqualTo(1);
    }

    @Test
    void every_call_can_be_signed() {
        try (var adapter = signing("right", ourClock)) {
            JobStarted started = (JobStarted) adapter.scaleOut(INSTANCE, ONE_NODE);

            assertThat(adapter.instance(INSTANCE).id()).isEqualTo(INSTANCE);
            assertThat(adapter.job(started.jobId()).id()).isEqualTo(started.jobId());
            assertThat(adapter.jobsSince(NOON.minusSeconds(60))).hasSize(1);
        }
        assertThat(cloud.accepted()).isEqualTo(1);
        assertThat(cloud.iamRequestsSeen()).isZero();
    }

    @Test
    void a_wrong_secret_is_rejected_after_one_request() {
        try (var adapter = signing("letmein", ourClock)) {
            var rejected =
                    catchThrowableOfType(ScaleOutRejectedException.class, () -> adapter.scaleOut(INSTANCE, ONE_NODE));
            assertThat(rejected.reason()).isEqualTo(RejectionReason.ACCESS);
        }
        assertThat(cloud.requestsSeen()).isEqualTo(1);
        assertThat(cloud.accepted()).isZero();
    }

    @Test
    void a_clock_that_is_sixteen_minutes_off_is_rejected() {
        ourClock.advance(Duration.ofMinutes(16));
        try (var adapter = signing("right", ourClock)) {
            var rejected =
                    catchThrowableOfType(ScaleOutRejectedException.class, () -> adapter.scaleOut(INSTANCE, ONE_NODE));
            assertThat(rejected.reason()).isEqualTo(RejectionReason.ACCESS);
        }
        assertThat(cloud.accepted()).isZero();
    }

    private IamTokenProvider tokens(String password, Clock clock) {
        return IamTokenProvider.builder(server.uri(), IamUser.of("acme", "scaler", password), "cn-north-4")
                .clock(clock)
                .build();
    }

    private FeignScaleOutAdapter adapter(AuthTokenProvider tokens) {
        return FeignScaleOutAdapter.builder(server.uri(), PROJECT, tokens).build();
    }

    private FeignScaleOutAdapter signing(String secret, Clock clock) {
        return FeignScaleOutAdapter.builder(server.uri(), PROJECT, AccessKey.of("AK", secret))
                .clock(clock)
                .build();
    }
}
