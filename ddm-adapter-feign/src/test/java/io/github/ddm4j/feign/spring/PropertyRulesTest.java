/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** A wrong property is named, with its value and the rule. */
class PropertyRulesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ddm.project-id=a/b         | ddm.project-id may hold only                        | 'a/b'
            ddm.endpoint=ftp://h       | ddm.endpoint must be an https URI                   | 'ftp://h'
            ddm.endpoint=http://h      | ddm.endpoint must use https                         | unless insecure http is allowed
            ddm.endpoint=https://a_b.c | ddm.endpoint must name a host without an underscore | 'https://a_b.c'
            ddm.endpoint=https://a b@h | ddm.endpoint must be a URI such as                  | https://ddm.example.com
            ddm.connect-timeout=0s     | ddm.connect-timeout must be from 1 millisecond      | but was 0s
            ddm.connect-timeout=soon   | ddm.connect-timeout must be a time such as 30s      | but was 'soon'
            ddm.deadline=61m           | ddm.deadline must be from 1 millisecond to 1 hour   | but was 61m
            ddm.deadline=PT61M         | ddm.deadline must be from 1 millisecond to 1 hour   | but was PT61M
            ddm.max-connections=0      | ddm.max-connections must be from 1 to 1024          | but was 0
            ddm.max-connections=many   | ddm.max-connections must be a whole number          | but was 'many'
            ddm.idle-time=0s           | ddm.idle-time must be from 1 millisecond            | but was 0s
            ddm.connection-life=25h    | ddm.connection-life must be from 1 millisecond to 1 day | but was 25h
            ddm.max-response-size=3GB  | ddm.max-response-size must be from 1 byte to 64 MiB | but was 3GB
            ddm.max-response-size=big  | ddm.max-response-size must be a size such as 512KB  | but was 'big'
            ddm.reuse-connections=2    | ddm.reuse-connections must be true or false         | but was '2'
            ddm.circuit-breaker-prefix=a b | ddm.circuit-breaker-prefix may hold up to 64    | but was 'a b'
            ddm.auth.token=a b         | ddm.auth.token may hold only visible ASCII          | without blanks
            ddm.ssl.bundle=b           | ddm.ssl.bundle needs a bean of type SslBundles      | none
            ddm.audit.endpoint=http://h | ddm.audit.endpoint must use https                  | unless insecure http is allowed
            ddm.audit.endpoint=https://a b@h | ddm.audit.endpoint must be a URI such as      | https://ddm.example.com
            ddm.audit.sole-user=me     | ddm.audit.endpoint must be set                      | but is not
            ddm.audit.other-own-keys=A,B | ddm.audit.endpoint must be set                    | but is not
            ddm.audit.other-own-keys=${NOWHERE} | ddm.audit.other-own-keys is taken from NOWHERE | which is not set
            ddm.flow.trace-lag=0s      | ddm.flow.trace-lag must be longer than zero         | but was 0s
            ddm.flow.audit-kept-for=0s | ddm.flow.audit-kept-for must be longer than zero    | but was 0s
            ddm.flow.max-attempts=0    | ddm.flow.max-attempts must be at least 1            | but was 0
            ddm.flow.send-within=0s    | ddm.flow.send-within must be longer than zero       | but was 0s
            ddm.flow.reconcile-within=-1s | ddm.flow.reconcile-within must be longer than zero | but was -1s
            ddm.flow.quiet-time=0s     | ddm.flow.quiet-time must be longer than zero        | but was 0s
            ddm.flow.quiet-time=31m    | ddm.flow.quiet-time must be shorter than ddm.flow.reconcile-within | but was 31m
            ddm.flow.reconcile-within=4m | ddm.flow.quiet-time must be shorter than ddm.flow.reconcile-within | but was 5m of 4m
            ddm.flow.poll-interval=0s  | ddm.flow.poll-interval must be longer than zero     | but was 0s
            ddm.flow.clock-tolerance=0s | ddm.flow.clock-tolerance must be longer than zero  | but was 0s
            ddm.flow.wait-at-most=0s   | ddm.flow.wait-at-most must be longer than zero      | but was 0s
            ddm.flow.when-busy=perhaps | ddm.flow.when-busy must be wait or refuse           | but was 'perhaps'
            ddm.flow.call-budget.calls=0 | ddm.flow.call-budget.calls must be at least 5     | but was 0
            ddm.flow.nodes-per-day=0   | ddm.flow.nodes-per-day must be at least 1           | but was 0
            ddm.flow.nodes-per-day=9   | ddm.flow.nodes-per-day needs a journal that all replicas share | but was 9
            ddm.flow.send-window=0s    | ddm.flow.send-window must be longer than zero       | but was 0s
            ddm.flow.port-deadline=0s  | ddm.flow.port-deadline must be longer than zero     | but was 0s
            ddm.flow.lag=0s            | ddm.flow.lag must be longer than zero               | but was 0s
            ddm.flow.abandoned-after=0s | ddm.flow.abandoned-after must be longer than zero  | but was 0s
            ddm.flow.call-budget.period=0s | ddm.flow.call-budget.period must be longer than zero | but was 0s
            """)
    void a_value_out_of_its_range_is_named_with_its_rule(String property, String rule, String value) {
        Contexts.usable().withPropertyValues(property).run(context -> assertThat(
                        Contexts.problems(context.getStartupFailure()))
                .singleElement()
                .asString()
                .startsWith(rule)
                .contains(value));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ddm.proxy.host=a b,ddm.proxy.port=1 | ddm.proxy.host must be a host name or an address, but was 'a b'
            ddm.proxy.host=h                    | ddm.proxy.port must be set, but is not
            ddm.proxy.host=h,ddm.proxy.port=0   | ddm.proxy.port must be from 1 to 65535, but was 0
            ddm.proxy.host=h,ddm.proxy.port=1,ddm.proxy.user=u | ddm.proxy.password must be set, because ddm.proxy.user and ddm.proxy.password go together
            ddm.proxy.host=h,ddm.proxy.port=1,ddm.proxy.user=u:x,ddm.proxy.password=p | ddm.proxy.user must not be blank, nor hold a colon or control characters
            """)
    void a_proxy_is_whole_or_refused(String properties, String problem) {
        Contexts.usable()
                .withPropertyValues("ddm.endpoint=https://ddm.example.com")
                .withPropertyValues(properties.split(","))
                .run(context -> assertThat(Contexts.problems(context.getStartupFailure()))
                        .containsExactly(problem));
    }

    @Test
    void everything_that_is_missing_is_said_at_once() {
        Contexts.empty()
                .withPropertyValues("ddm.project-id=", "ddm.region=nowhere", "ddm.auth.iam.user=u")
                .run(context -> {
                    List<String> problems = Contexts.problems(context.getStartupFailure());
                    assertThat(problems)
                            .contains(
                                    "ddm.project-id must be set, but is not",
                                    "ddm.auth.iam.domain must be set, but is not",
                                    "ddm.auth.iam.password must be set, but is not");
                    assertThat(problems).doesNotHaveDuplicates().anySatisfy(problem -> assertThat(problem)
                            .startsWith("ddm.region must be one of ")
                            .contains("unless the endpoints themselves are given, but was 'nowhere'"));
                });
    }

    @Test
    void what_is_wrong_with_adapter_iam_and_flow_is_said_at_once() {
        Contexts.empty()
                .withPropertyValues(
                        "ddm.project-id=${DDM_PROJECT_ID}",
                        "ddm.endpoint=https://ddm_int.example.com",
                        "ddm.auth.iam.endpoint=http://iam.example.com",
                        "ddm.auth.iam.domain=d",
                        "ddm.auth.iam.user=u",
                        "ddm.auth.iam.password=${DDM_IAM_PASSWORD}",
                        "ddm.auth.iam.refusal-back-off=1s",
                        "ddm.deadline=soon",
                        "ddm.max-connections=0",
                        "ddm.circuit-breaker-prefix=a b",
                        "ddm.flow.max-attempts=0",
                        "ddm.flow.quiet-time=1h")
                .run(context -> assertThat(Contexts.problems(context.getStartupFailure()))
                        .extracting(problem -> problem.replaceAll("( must| is|,| may).*", ""))
                        .containsExactlyInAnyOrder(
                                "ddm.project-id",
                                "ddm.endpoint",
                                "ddm.auth.iam.endpoint",
                                "ddm.auth.iam.password",
                                "ddm.auth.iam.refusal-back-off",
                                "ddm.deadline",
                                "ddm.max-connections",
                                "ddm.circuit-breaker-prefix",
                                "ddm.flow.max-attempts",
                                "ddm.flow.quiet-time"));
    }

    @Test
    void a_variable_that_is_not_there_is_named() {
        Contexts.usable()
                .withPropertyValues("ddm.project-id=${DDM_PROJECT_ID}", "ddm.deadline=${DDM_DEADLINE}")
                .run(context -> assertThat(Contexts.problems(context.getStartupFailure()))
                        .containsExactly(
                                "ddm.project-id is taken from DDM_PROJECT_ID, which is not set",
                                "ddm.deadline is taken from DDM_DEADLINE, which is not set"));
    }

    @ParameterizedTest
    @CsvSource({
        "ddm.connect-timeout, 3600, 3601",
        "ddm.deadline, 3600, 3601",
        "ddm.idle-time, 3600, 3601",
        "ddm.connection-life, 86400, 86401",
        "ddm.flow.quiet-time, 1799, 1801"
    })
    void a_number_without_a_unit_counts_seconds(String property, String right, String tooLong) {
        Contexts.usable().withPropertyValues(property + "=" + right).run(context -> assertThat(context)
                .hasNotFailed());
        Contexts.usable().withPropertyValues(property + "=" + tooLong).run(context -> assertThat(
                        Contexts.problems(context.getStartupFailure()))
                .singleElement()
                .asString()
                .startsWith(property + " must be ")
                .endsWith("but was " + tooLong));
    }

    @Test
    void a_project_without_region_and_endpoint_is_refused() {
        Contexts.empty()
                .withPropertyValues("ddm.project-id=p", "ddm.auth.token=t")
                .run(context -> assertThat(Contexts.problems(context.getStartupFailure()))
                        .containsExactly("ddm.region or ddm.endpoint must be set, but neither is"));
    }

    @Test
    void no_credentials_are_refused() {
        Contexts.empty()
                .withPropertyValues("ddm.project-id=p", "ddm.region=cn-north-4")
                .run(context -> assertThat(Contexts.problems(context.getStartupFailure()))
                        .containsExactly("ddm.auth must hold one of token, iam and access-key, unless there is a bean"
                                + " of type AuthTokenProvider, but holds none"));
    }

    @Test
    void two_kinds_of_credentials_are_refused() {
        Contexts.usable()
                .withPropertyValues("ddm.auth.access-key=AK", "ddm.auth.secret-key=SK")
                .run(context -> assertThat(Contexts.problems(context.getStartupFailure()))
                        .containsExactly("ddm.auth must hold only one of token, iam and access-key, but holds token"
                                + " and access-key"));
    }

    @Test
    void half_an_access_key_is_refused() {
        Contexts.empty()
                .withPropertyValues("ddm.project-id=p", "ddm.region=cn-north-4", "ddm.auth.access-key=AK")
                .run(context -> assertThat(Contexts.problems(context.getStartupFailure()))
                        .containsExactly("ddm.auth.secret-key must be set, but is not"));
    }

    @Test
    void iam_needs_an_endpoint_of_its_own_beside_one_of_ddm() {
        Contexts.empty()
                .withPropertyValues(
                        "ddm.project-id=p",
                        "ddm.endpoint=https://ddm.example.com",
                        "ddm.auth.iam.domain=d",
                        "ddm.auth.iam.user=u",
                        "ddm.auth.iam.password=" + Contexts.CANARY)
                .run(context -> assertThat(Contexts.problems(context.getStartupFailure()))
                        .containsExactly("ddm.auth.iam.endpoint must be set, but is not"));
    }

    @Test
    void iam_settings_are_named_as_its_own() {
        Contexts.empty()
                .withPropertyValues(
                        "ddm.project-id=p",
                        "ddm.region=cn-north-4",
                        "ddm.auth.iam.domain=d",
                        "ddm.auth.iam.user=u",
                        "ddm.auth.iam.password=" + Contexts.CANARY,
                        "ddm.auth.iam.refusal-back-off=1s")
                .run(context -> assertThat(Contexts.problems(context.getStartupFailure()))
                        .containsExactly(
                                "ddm.auth.iam.refusal-back-off must be from 1 minute to 24 hours, but was 1s"));
    }

    @Test
    void a_secret_is_never_in_a_failure() {
        Contexts.usable()
                .withPropertyValues(
                        "ddm.auth.token=" + Contexts.CANARY + " ",
                        "ddm.auth.secret-key=" + Contexts.CANARY + "\u0001",
                        "ddm.auth.access-key=" + Contexts.CANARY + "\u0001",
                        "ddm.endpoint=https://u:" + Contexts.CANARY + " @h",
                        "ddm.proxy.password=" + Contexts.CANARY)
                .run(context -> assertThat(context.getStartupFailure())
                        .satisfies(failure -> assertThat(stackTrace(failure)).doesNotContain(Contexts.CANARY)));
    }

    @Test
    void spring_boot_shows_the_problems_instead_of_a_stack_trace() {
        Contexts.usable().withPropertyValues("ddm.max-connections=0").run(context -> {
            FailureAnalysis analysis = new InvalidDdmPropertiesFailureAnalyzer().analyze(context.getStartupFailure());
            assertThat(analysis.getDescription()).contains("ddm.max-connections must be from 1 to 1024, but was 0");
            assertThat(analysis.getAction()).isNotBlank();
        });
    }

    private static String stackTrace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
