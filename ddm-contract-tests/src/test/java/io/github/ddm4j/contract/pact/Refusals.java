/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.pact;

import static io.github.ddm4j.contract.pact.Interactions.FLAVOR;
import static io.github.ddm4j.contract.pact.Interactions.PROJECT;
import static io.github.ddm4j.contract.pact.Interactions.TEXT;
import static io.github.ddm4j.contract.pact.Interactions.interaction;
import static io.github.ddm4j.contract.pact.Interactions.reply;
import static io.github.ddm4j.contract.pact.ScaleOuts.PAGE;
import static io.github.ddm4j.contract.pact.ScaleOuts.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import au.com.dius.pact.consumer.dsl.LambdaDslObject;
import au.com.dius.pact.core.model.matchingrules.MatchingRule;
import au.com.dius.pact.core.model.matchingrules.RegexMatcher;
import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.model.ScaleOutRequest;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Scale-outs that are not accepted: as the service says it, and as the gateway in front of it does. */
final class Refusals {

    private static final Instance INSTANCE = Instance.PAY_PER_USE;
    private static final String NO_FLAVOR = "00000000-0000-0000-0000-000000000000";
    private static final String REQUEST_ID = "5cd9d4b8c9d14c2fa0d2c2fb2b1ae0a3";
    static final MatchingRule SERVICE_CODE = new RegexMatcher("^[A-Z]+\\.[0-9]{4,8}$");
    private static final MatchingRule GATEWAY_CODE = new RegexMatcher("^APIGW?\\.[0-9]{4}$");

    private Refusals() {}

    static List<Conversation> all() {
        return List.of(
                by_the_service(
                        "a scale-out with a flavor that there is not",
                        NO_FLAVOR,
                        Map.of(),
                        400,
                        "DBS.280001",
                        "Parameter error.",
                        refusal -> assertRejected(refusal, RejectionReason.BAD_REQUEST)),
                by_the_service(
                        "a scale-out that the service fails at",
                        FLAVOR,
                        error(500, "DBS.200412", "Server failure."),
                        500,
                        "DBS.200412",
                        "Server failure.",
                        refusal -> assertThat(refusal).isInstanceOf(OutcomeUnknownException.class)),
                by_the_gateway(
                        "a scale-out with a token that has to be renewed",
                        401,
                        "APIGW.0307",
                        "The token must be updated.",
                        refusal -> assertRejected(refusal, RejectionReason.ACCESS)),
                by_the_gateway(
                        "a scale-out by somebody who may not",
                        403,
                        "APIGW.0306",
                        "API access denied.",
                        refusal -> assertRejected(refusal, RejectionReason.ACCESS)),
                by_the_gateway(
                        "a scale-out where the API is not published",
                        404,
                        "APIGW.0101",
                        "The API does not exist or has not been published in the environment.",
                        refusal -> assertRejected(refusal, RejectionReason.NOT_FOUND)),
                by_the_gateway(
                        "a scale-out of too many in a minute",
                        429,
                        "APIGW.0308",
                        "The throttling threshold has been reached: policy user over ratelimit,limit:60,time:1 minute",
                        refusal -> assertThat(refusal).isInstanceOf(ProviderUnavailableException.class)));
    }

    private static Map<String, Object> error(int status, String code, String message) {
        return Map.of("status", status, "code", code, "message", message);
    }

    private static Conversation by_the_service(
            String what,
            String flavor,
            Map<String, Object> error,
            int status,
            String code,
            String message,
            Consumer<ScaleOutException> outcome) {
        return refused(
                what,
                flavor,
                error,
                status,
                reply -> reply.and("errCode", code, TEXT, SERVICE_CODE).stringType("externalMessage", message),
                outcome.andThen(refusal -> assertTold(refusal, code, message)));
    }

    private static Conversation by_the_gateway(
            String what, int status, String code, String message, Consumer<ScaleOutException> outcome) {
        return refused(
                what,
                FLAVOR,
                error(status, code, message),
                status,
                reply -> reply.and("error_code", code, TEXT, GATEWAY_CODE)
                        .stringType("error_msg", message)
                        .stringType("request_id", REQUEST_ID),
                outcome.andThen(refusal -> assertTold(refusal, code, message))
                        .andThen(refusal -> assertThat(refusal.requestId()).hasValue(REQUEST_ID)));
    }

    private static Conversation refused(
            String what,
            String flavor,
            Map<String, Object> error,
            int status,
            Consumer<LambdaDslObject> reply,
            Consumer<ScaleOutException> outcome) {
        String body = """
                {"flavor_id": "%s", "node_number": 1}
                """.formatted(flavor);
        return Conversation.withDdm(
                interaction(what, PAGE, http -> {
                    http.state("a token", Map.of("projectId", PROJECT)).state("an instance", INSTANCE.state());
                    return (error.isEmpty() ? http : http.state("an error", error))
                            .withRequest(r -> post(r, INSTANCE, body))
                            .willRespondWith(r -> reply(r, status, reply));
                }),
                adapter -> outcome.accept(catchThrowableOfType(
                        ScaleOutException.class,
                        () -> adapter.scaleOut(
                                INSTANCE.id(),
                                ScaleOutRequest.builder(flavor, 1).build()))));
    }

    static void assertRejected(ScaleOutException refusal, RejectionReason reason) {
        assertThat(refusal)
                .isInstanceOfSatisfying(ScaleOutRejectedException.class, rejected -> assertThat(rejected.reason())
                        .isEqualTo(reason));
    }

    static void assertRejected(ScaleOutException refusal, RejectionReason reason, String code, String message) {
        assertRejected(refusal, reason);
        assertTold(refusal, code, message);
    }

    private static void assertTold(ScaleOutException refusal, String code, String message) {
        assertThat(refusal.errorCode()).hasValue(code);
        assertThat(refusal.providerMessage()).hasValue(message);
    }
}
