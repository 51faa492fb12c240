/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.ddm4j.feign.Endpoints;
import io.github.ddm4j.feign.http.HttpSettings;
import java.net.URI;
import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings that break a rule are named, with the value and the rule. */
class IamSettingsTest {

    private static final URI IAM = Endpoints.ofRegion("cn-north-4").iam();

    interface Setting extends UnaryOperator<IamTokenProvider.Builder> {}

    static Stream<Arguments> wrong() {
        return Stream.of(
                wrong(
                        "refusalBackOff must be from 1 minute to 24 hours, but was PT59S",
                        b -> b.refusalBackOff(Duration.ofSeconds(59))),
                wrong(
                        "refusalBackOff must be from 1 minute to 24 hours, but was PT24H1S",
                        b -> b.refusalBackOff(Duration.ofHours(24).plusSeconds(1))),
                wrong(
                        "deadline must be from 1 millisecond to 1 hour, but was PT0S",
                        b -> b.http(http -> http.deadline(Duration.ZERO))),
                wrong(
                        "connectTimeout must be from 1 millisecond to 1 hour, but was PT-1S",
                        b -> b.http(http -> http.connectTimeout(Duration.ofSeconds(-1)))),
                wrong(
                        "proxy port must be from 1 to 65535, but was 0",
                        b -> b.http(http -> http.proxy("proxy.example", 0))),
                wrong(
                        "proxyCredentials need a proxy, but none is set",
                        b -> b.http(http -> http.proxyCredentials("u", "canary"))));
    }

    private static Arguments wrong(String message, Setting setting) {
        return arguments(message, setting);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void a_setting_out_of_its_range_is_refused(String message, Setting setting) {
        IamTokenProvider.Builder builder = IamTokenProvider.builder(IAM, IamWorld.USER, IamWorld.REGION);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> setting.apply(builder).build())
                .withMessage(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://iam.example",
                "ftp://iam.example",
                "https://iam.example/v3",
                "https://user:canary@iam.example",
                "https:///v3"
            })
    void an_endpoint_that_must_not_get_a_password_is_refused(URI endpoint) {
        IamTokenProvider.Builder builder = IamTokenProvider.builder(endpoint, IamWorld.USER, IamWorld.REGION);

        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessageStartingWith("endpoint ")
                .withMessageNotContaining("canary");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1M", "PT24H"})
    void a_back_off_may_last_from_a_minute_to_a_day(Duration backOff) {
        IamTokenProvider.builder(IAM, IamWorld.USER, IamWorld.REGION)
                .refusalBackOff(backOff)
                .build()
                .close();
    }

    @Test
    void the_transport_can_be_set_as_a_whole() {
        HttpSettings plain = HttpSettings.builder().allowInsecureHttp().build();

        IamTokenProvider.builder(URI.create("http://iam.example"), IamWorld.USER, IamWorld.REGION)
                .http(plain)
                .build()
                .close();
    }

    @Test
    void plain_http_is_for_those_who_say_so() {
        URI plain = URI.create("http://iam.example");
        IamTokenProvider.builder(plain, IamWorld.USER, IamWorld.REGION)
                .http(http -> http.allowInsecureHttp())
                .build()
                .close();
    }

    @Test
    void nothing_may_be_null() {
        assertThatNullPointerException()
                .isThrownBy(() -> IamTokenProvider.builder(null, IamWorld.USER, IamWorld.REGION));
        assertThatNullPointerException().isThrownBy(() -> IamTokenProvider.builder(IAM, null, IamWorld.REGION));
        assertThatNullPointerException().isThrownBy(() -> IamTokenProvider.builder(IAM, IamWorld.USER, (String) null));
        assertThatNullPointerException().isThrownBy(() -> IamUser.of(null, "user", "password"));
        assertThatNullPointerException().isThrownBy(() -> IamUser.of("domain", null, "password"));
        assertThatNullPointerException()
                .isThrownBy(() -> IamUser.of("domain", "user", null))
                .withMessage("password must not be null; is it missing in the environment?");
    }

    @Test
    void a_password_has_up_to_1024_characters() {
        String longest = "p".repeat(1024);

        assertThat(IamUser.of("domain", "user", longest).password()).isEqualTo(longest);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IamUser.of("domain", "user", longest + "p"))
                .withMessage("password must have 1 to 1024 characters and not be blank, but has 1025 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "\n"})
    void a_user_has_a_domain_a_name_and_a_password(String blank) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IamUser.of(blank, "user", "password"))
                .withMessageStartingWith("domain must have");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IamUser.of("domain", blank, "password"))
                .withMessageStartingWith("user name must have");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IamUser.of("domain", "user", blank))
                .withMessageStartingWith("password must have");
    }
}
