/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.port.InstancePort;
import io.github.ddm4j.core.port.ScaleOutPort;
import io.github.ddm4j.feign.HostileServer;
import io.github.ddm4j.feign.TestTls;
import io.github.ddm4j.feign.auth.AuthTokenProvider;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Certificates that change while the service runs, as {@code reload-on-update} has it. */
class ReloadedBundleTest {

    private static final InstanceId INSTANCE = new InstanceId("i");
    private static final ScaleOutRequest ONE_NODE =
            ScaleOutRequest.builder("flavor", 1).build();

    private static TestTls before;
    private static TestTls after;
    private static HostileServer renewed;

    private final DefaultSslBundleRegistry bundles = new DefaultSslBundleRegistry("ddm", trusting(before));

    @BeforeAll
    static void start() throws Exception {
        before = new TestTls("ip:127.0.0.1");
        after = new TestTls("ip:127.0.0.1");
        renewed = after.server();
        renewed.otherwise(HostileServer.reply(404, ""));
    }

    @AfterAll
    static void stop() {
        renewed.close();
    }

    private static SslBundle trusting(TestTls certificate) {
        return SslBundle.of(SslStoreBundle.of(null, null, certificate.certificate()));
    }

    private ApplicationContextRunner service() {
        return Contexts.empty()
                .withPropertyValues(
                        "ddm.project-id=p",
                        "ddm.endpoint=" + renewed.uri(),
                        "ddm.auth.iam.endpoint=" + renewed.uri(),
                        "ddm.ssl.bundle=ddm")
                .withBean(SslBundles.class, () -> bundles);
    }

    @ParameterizedTest
    @ValueSource(strings = {"order", "read"})
    void the_adapters_next_connection_trusts_what_a_reloaded_bundle_trusts(String kind) {
        service().withPropertyValues("ddm.auth.token=t").run(context -> {
            ThrowingCallable call = kind.equals("order")
                    ? () -> context.getBean(ScaleOutPort.class).scaleOut(INSTANCE, ONE_NODE)
                    : () -> context.getBean(InstancePort.class).instance(INSTANCE);
            assertThat(catchThrowable(call)).isInstanceOf(ProviderUnavailableException.class);

            bundles.updateBundle("ddm", trusting(after));

            assertThat(catchThrowable(call)).isInstanceOf(ScaleOutRejectedException.class);
        });
    }

    /** The bundle is reloaded before the first request, because IAM is left alone for a while after one that failed. */
    @Test
    void so_does_the_next_request_for_a_token() {
        service()
                .withPropertyValues("ddm.auth.iam.domain=d", "ddm.auth.iam.user=u", "ddm.auth.iam.password=p")
                .run(context -> {
                    AuthTokenProvider tokens = context.getBean(AuthTokenProvider.class);

                    bundles.updateBundle("ddm", trusting(after));

                    assertThat(catchThrowable(tokens::token)).isInstanceOf(ScaleOutRejectedException.class);
                });
    }

    @Test
    void a_bundle_that_is_not_there_is_named_with_those_that_are() {
        service()
                .withPropertyValues("ddm.auth.token=t", "ddm.ssl.bundle=nope", "ddm.max-connections=0")
                .run(context -> assertThat(Contexts.problems(context.getStartupFailure()))
                        .isEqualTo(List.of(
                                "ddm.ssl.bundle must name an SSL bundle, of which there are [ddm], but was 'nope'",
                                "ddm.max-connections must be from 1 to 1024, but was 0")));
    }
}
