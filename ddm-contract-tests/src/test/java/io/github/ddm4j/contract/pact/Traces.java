/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.pact;

import static io.github.ddm4j.contract.pact.Interactions.FLAVOR;
import static io.github.ddm4j.contract.pact.Interactions.INTEGER;
import static io.github.ddm4j.contract.pact.Interactions.JOB;
import static io.github.ddm4j.contract.pact.Interactions.ORDER;
import static io.github.ddm4j.contract.pact.Interactions.PROJECT;
import static io.github.ddm4j.contract.pact.Interactions.SAME;
import static io.github.ddm4j.contract.pact.Interactions.TEXT;
import static io.github.ddm4j.contract.pact.Interactions.fromState;
import static io.github.ddm4j.contract.pact.Interactions.interaction;
import static io.github.ddm4j.contract.pact.Interactions.reply;
import static io.github.ddm4j.contract.pact.Interactions.request;
import static io.github.ddm4j.contract.pact.Refusals.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import au.com.dius.pact.consumer.dsl.HttpInteractionBuilder;
import au.com.dius.pact.consumer.dsl.HttpRequestBuilder;
import au.com.dius.pact.consumer.dsl.LambdaDslObject;
import au.com.dius.pact.core.model.V4Interaction;
import au.com.dius.pact.core.model.matchingrules.MatchingRule;
import au.com.dius.pact.core.model.matchingrules.RegexMatcher;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.core.model.FlavorId;
import io.github.ddm4j.core.model.GroupId;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.OrderId;
import io.github.ddm4j.core.model.OrderTrace;
import io.github.ddm4j.core.model.OrderTrace.Actor;
import io.github.ddm4j.core.model.OrderTrace.Asked;
import io.github.ddm4j.core.model.OrderTrace.By;
import io.github.ddm4j.core.model.OrderTrace.Rating;
import io.github.ddm4j.core.model.OrderTrace.Result;
import io.github.ddm4j.core.port.AuditPort;
import io.github.ddm4j.core.port.AuditPort.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** How the audit log is read: traces with every field that we use and with none that may be missing, page by page. */
final class Traces {

    private static final String PAGE = "https://support.huaweicloud.com/intl/en-us/api-cts/cts_api_0311.html";
    private static final int PAGE_SIZE = 100;

    private static final Instant SINCE = Jobs.NOW.minus(Duration.ofHours(1));
    private static final Instant UNTIL = Jobs.NOW.plus(Duration.ofHours(1));
    private static final Instant TIME = Jobs.NOW.minus(Duration.ofMinutes(2));
    private static final Instant RECORDED = Jobs.NOW.minus(Duration.ofMinutes(1));

    private static final InstanceId NO_INSTANCE = new InstanceId("00000000000000000000000000000000in09");
    private static final String TRACE = "b1d4d7f0-60b6-11f1-8f43-0255ac100b09";
    private static final String EARLIER_TRACE = "a0c3c6ef-60b6-11f1-8f43-0255ac100b09";
    private static final String USER = "example-user";
    private static final String ACCESS_KEY = "EXAMPLEACCESSKEY0001";
    private static final String ADDRESS = "192.0.2.1";
    private static final String REQUEST_ID = "5cd9d4b8c9d14c2fa0d2c2fb2b1ae0a3";
    private static final String REFUSED = "DBS.300323";
    private static final String FORBIDDEN = "CTS.0003";
    private static final String MAY_NOT = "The permission cts:trace:list is missing.";

    /** Milliseconds since 1970, from 2001 on. */
    private static final MatchingRule MILLISECONDS = new RegexMatcher("^[1-9][0-9]{12}$");

    private static final MatchingRule MARKER = new RegexMatcher("^[A-Za-z0-9_.:-]{1,256}$");
    private static final MatchingRule SUCCESS = new RegexMatcher("^2[0-9]{2}$");
    private static final MatchingRule FAILURE = new RegexMatcher("^[45][0-9]{2}$");
    private static final MatchingRule FAILED = new RegexMatcher("^(warning|incident)$");
    private static final MatchingRule CTS_CODE = new RegexMatcher("^(CTS\\.[0-9]{3,6}|APIGW?\\.[0-9]{4})$");

    private static final String AN_ID = "\"" + JobPromise.ID + "\"";
    private static final String A_NUMBER = "[1-9][0-9]{0,5}";
    private static final String A_CODE = "\"[A-Z]+\\.[0-9]{4,8}\"";

    private Traces() {}

    static List<Conversation> all() {
        return List.of(
                complete(
                        "the trace of an order that started a job",
                        Instance.PAY_PER_USE,
                        "job",
                        trace -> succeeded(trace, "jobId", JOB),
                        result(Rating.NORMAL, 200, Optional.of(JOB), Optional.empty(), Optional.empty())),
                complete(
                        "the trace of an order that has to be paid",
                        Instance.YEARLY_MONTHLY,
                        "order",
                        trace -> succeeded(trace, "orderId", ORDER),
                        result(Rating.NORMAL, 200, Optional.empty(), Optional.of(ORDER), Optional.empty())),
                complete(
                        "the trace of an order that was refused",
                        Instance.PAY_PER_USE,
                        "refusal",
                        Traces::refused,
                        result(Rating.WARNING, 400, Optional.empty(), Optional.empty(), Optional.of(REFUSED))),
                bare(),
                none(),
                pages(),
                forbidden());
    }

    private static Result result(
            Rating rating, int status, Optional<String> job, Optional<String> order, Optional<String> code) {
        return new Result(
                Optional.of(rating),
                OptionalInt.of(status),
                job.map(JobId::new),
                order.map(OrderId::new),
                code,
                Optional.of(REQUEST_ID));
    }

    private static Conversation complete(
            String what, Instance instance, String result, UnaryOperator<LambdaDslObject> end, Result read) {
        V4Interaction traces = interaction(what, PAGE, http -> given(http)
                .state("a trace", state(instance, result, "all"))
                .withRequest(r -> asking(r, instance.id()))
                .willRespondWith(r -> reply(
                        r,
                        200,
                        body -> body.minArrayLike(
                                "traces", 1, trace -> end.apply(asked(mandatory(trace, TRACE), instance))))));
        OrderTrace expected = new OrderTrace(
                TRACE,
                OrderTrace.ENLARGE_NODE,
                TIME,
                Optional.of(RECORDED),
                Optional.of(instance.id()),
                new Actor(By.OUR_KEY, Optional.of(USER), Optional.of(ADDRESS), Optional.of("ApiCall")),
                new Asked(
                        Optional.of(new FlavorId(FLAVOR)),
                        OptionalInt.of(1),
                        Optional.of(new GroupId(instance.groupId()))),
                read);
        return reading(traces, instance.id(), new Page(List.of(expected), Optional.empty()));
    }

    private static LambdaDslObject mandatory(LambdaDslObject trace, String id) {
        return trace.stringType("trace_id", id)
                .and("trace_name", OrderTrace.ENLARGE_NODE, TEXT, SAME)
                .and("time", TIME.toEpochMilli(), INTEGER, MILLISECONDS);
    }

    /** Who ordered, and what. */
    private static LambdaDslObject asked(LambdaDslObject trace, Instance instance) {
        String request = """
                {"flavor_id":"%s","node_number":1,"group_id":"%s"}""".formatted(FLAVOR, instance.groupId());
        return trace.and("record_time", RECORDED.toEpochMilli(), INTEGER, MILLISECONDS)
                .and("trace_type", "ApiCall", TEXT, SAME)
                .object("user", user -> user.stringType("name", USER).stringType("access_key_id", ACCESS_KEY))
                .stringType("source_ip", ADDRESS)
                .stringType("request_id", REQUEST_ID)
                .and("resource_id", instance.id().value(), TEXT, SAME)
                .and(
                        "request",
                        request,
                        TEXT,
                        json("flavor_id", AN_ID),
                        json("node_number", A_NUMBER),
                        json("group_id", AN_ID));
    }

    private static LambdaDslObject succeeded(LambdaDslObject trace, String field, String id) {
        return trace.and("trace_rating", "normal", TEXT, SAME)
                .and("code", "200", TEXT, SUCCESS)
                .and("response", "{\"" + field + "\":\"" + id + "\"}", TEXT, json(field, AN_ID));
    }

    private static LambdaDslObject refused(LambdaDslObject trace) {
        return trace.and("trace_rating", "warning", TEXT, FAILED)
                .and("code", "400", TEXT, FAILURE)
                .and("response", "{\"errCode\":\"" + REFUSED + "\"}", TEXT, json("errCode", A_CODE));
    }

    /** JSON in a text, which has such a field among others. The Rust core knows no {@code (?s)}. */
    private static MatchingRule json(String field, String value) {
        String any = "[\\s\\S]*";
        return new RegexMatcher(
                "^\\s*\\{(%1$s,)?\\s*\"%2$s\"\\s*:\\s*%3$s\\s*(,%1$s)?\\}\\s*$".formatted(any, field, value));
    }

    private static Conversation bare() {
        InstanceId instance = Instance.PAY_PER_USE.id();
        V4Interaction traces = interaction("a trace with nothing but id, name and time", PAGE, http -> given(http)
                .state("a trace", state(Instance.PAY_PER_USE, "job", "mandatory"))
                .withRequest(r -> asking(r, instance))
                .willRespondWith(
                        r -> reply(r, 200, body -> body.minArrayLike("traces", 1, trace -> mandatory(trace, TRACE)))));
        return reading(traces, instance, new Page(List.of(bare(TRACE)), Optional.empty()));
    }

    private static OrderTrace bare(String id) {
        return new OrderTrace(
                id,
                OrderTrace.ENLARGE_NODE,
                TIME,
                Optional.empty(),
                Optional.empty(),
                new Actor(By.UNKNOWN, Optional.empty(), Optional.empty(), Optional.empty()),
                Asked.NOTHING_TOLD,
                Result.NOTHING_TOLD);
    }

    private static Conversation none() {
        V4Interaction traces = interaction("the traces of an instance that there is not", PAGE, http -> given(http)
                .withRequest(r -> asking(r, NO_INSTANCE))
                .willRespondWith(r -> reply(r, 200, body -> body.array("traces", none -> {}))));
        return reading(traces, NO_INSTANCE, new Page(List.of(), Optional.empty()));
    }

    private static Conversation pages() {
        InstanceId instance = Instance.PAY_PER_USE.id();
        V4Interaction first = interaction("the first of two pages of traces", PAGE, http -> givenPages(http, instance)
                .withRequest(r -> asking(r, instance))
                .willRespondWith(
                        r -> reply(r, 200, body -> body.minArrayLike("traces", 1, trace -> mandatory(trace, TRACE))
                                .object("meta_data", meta -> meta.and("marker", TRACE, TEXT, MARKER)))));
        V4Interaction second = interaction("the second of two pages of traces", PAGE, http -> givenPages(http, instance)
                .withRequest(r -> asking(r, instance).queryParameter("next", fromState("marker", TRACE)))
                .willRespondWith(r -> reply(
                        r, 200, body -> body.minArrayLike("traces", 1, trace -> mandatory(trace, EARLIER_TRACE)))));
        return Conversation.withCts(List.of(first, second), ACCESS_KEY, audit -> {
            Page page = audit.orderTraces(instance, SINCE, Optional.empty());
            assertThat(page).isEqualTo(new Page(List.of(bare(TRACE)), Optional.of(TRACE)));
            assertThat(audit.orderTraces(instance, SINCE, page.next()))
                    .isEqualTo(new Page(List.of(bare(EARLIER_TRACE)), Optional.empty()));
        });
    }

    private static Conversation forbidden() {
        InstanceId instance = Instance.PAY_PER_USE.id();
        V4Interaction refusal = interaction("traces for somebody who may not read them", PAGE, http -> given(http)
                .state("no permission", Map.of("projectId", PROJECT))
                .withRequest(r -> asking(r, instance))
                .willRespondWith(r -> reply(r, 403, body -> body.and("error_code", FORBIDDEN, TEXT, CTS_CODE)
                        .stringType("error_msg", MAY_NOT))));
        return withCts(refusal, audit -> {
            ScaleOutException refused = catchThrowableOfType(
                    ScaleOutException.class, () -> audit.orderTraces(instance, SINCE, Optional.empty()));
            assertRejected(refused, RejectionReason.ACCESS, FORBIDDEN, MAY_NOT);
        });
    }

    private static Conversation reading(V4Interaction traces, InstanceId instance, Page page) {
        return withCts(traces, audit -> assertThat(audit.orderTraces(instance, SINCE, Optional.empty()))
                .isEqualTo(page));
    }

    private static Conversation withCts(V4Interaction interaction, Consumer<AuditPort> call) {
        return Conversation.withCts(List.of(interaction), ACCESS_KEY, call);
    }

    private static HttpInteractionBuilder given(HttpInteractionBuilder http) {
        return http.state("a token for the audit log", Map.of("projectId", PROJECT));
    }

    private static HttpInteractionBuilder givenPages(HttpInteractionBuilder http, InstanceId instance) {
        return given(http)
                .state(
                        "two pages of traces",
                        Map.of("projectId", PROJECT, "instanceId", instance.value(), "pageSize", PAGE_SIZE));
    }

    private static Map<String, Object> state(Instance instance, String result, String fields) {
        return Map.of(
                "projectId",
                PROJECT,
                "instanceId",
                instance.id().value(),
                "flavorId",
                FLAVOR,
                "groupId",
                instance.groupId(),
                "result",
                result,
                "fields",
                fields);
    }

    private static HttpRequestBuilder asking(HttpRequestBuilder request, InstanceId instance) {
        // The provider leaves out the very moments that it is told.
        long from = SINCE.toEpochMilli() - 1;
        return request(request, "GET")
                .path("/v3/" + PROJECT + "/traces")
                .queryParameter("trace_type", "system")
                .queryParameter("service_type", "DDM")
                .queryParameter("resource_type", "instance")
                .queryParameter("resource_id", instance.value())
                .queryParameter("trace_name", OrderTrace.ENLARGE_NODE)
                .queryParameter("from", fromState("since", Long.toString(from)))
                .queryParameter("to", fromState("until", Long.toString(UNTIL.toEpochMilli())))
                .queryParameter("limit", Integer.toString(PAGE_SIZE));
    }
}
