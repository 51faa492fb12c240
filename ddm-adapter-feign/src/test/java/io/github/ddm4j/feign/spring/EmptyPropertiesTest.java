/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.port.ScaleOutPort;
import io.github.ddm4j.feign.auth.AuthTokenProvider;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** An empty property is one that is not set: {@code ddm.endpoint=${DDM_ENDPOINT:}} is how one is left to the environment. */
class EmptyPropertiesTest {

    private static final List<String> NEEDED =
            List.of("ddm.region", "ddm.project-id", "ddm.auth.access-key", "ddm.auth.secret-key");

    static Stream<String> properties() throws IOException {
        return MetadataTest.propertyNames()
                .filter(name -> name.startsWith("ddm."))
                .filter(name -> !NEEDED.contains(name));
    }

    private static ApplicationContextRunner signing() {
        return Contexts.empty()
                .withPropertyValues(
                        "ddm.region=cn-north-4",
                        "ddm.project-id=p",
                        "ddm.auth.access-key=AK",
                        "ddm.auth.secret-key=" + Contexts.CANARY);
    }

    @ParameterizedTest
    @MethodSource("properties")
    void an_empty_property_is_as_one_that_is_absent(String property) {
        for (String empty : List.of("", " ", "${NOT_SET_ANYWHERE:}")) {
            signing().withPropertyValues(property + "=" + empty).run(context -> assertThat(context)
                    .hasNotFailed()
                    .hasSingleBean(ScaleOutPort.class)
                    .hasSingleBean(ScaleOutFlow.class)
                    .doesNotHaveBean(AuthTokenProvider.class));
        }
    }

    @Test
    void all_of_them_may_be_empty_at_once() throws IOException {
        signing()
                .withPropertyValues(properties().map(name -> name + "=").toArray(String[]::new))
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(ScaleOutPort.class));
    }

    @Test
    void a_proxy_is_one_of_which_the_host_is_known() {
        signing()
                .withPropertyValues("ddm.proxy.host=", "ddm.proxy.port=3128", "ddm.proxy.user=u")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void where_all_is_empty_there_is_no_bean() {
        Contexts.empty()
                .withPropertyValues("ddm.region=", "ddm.endpoint=", "ddm.project-id=", "ddm.auth.token=")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(ScaleOutPort.class));
    }

    /** Spring's own condition takes such a text for "switched off". */
    @Test
    void a_text_is_a_text_even_if_it_reads_false() {
        Contexts.usable()
                .withPropertyValues("ddm.auth.token=false")
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(AuthTokenProvider.class));
    }
}
