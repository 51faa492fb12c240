/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.pact;

import static au.com.dius.pact.consumer.dsl.LambdaDsl.newJsonBody;
import static io.github.ddm4j.contract.pact.Interactions.ID;
import static io.github.ddm4j.contract.pact.Interactions.PROJECT;
import static io.github.ddm4j.contract.pact.Interactions.SAME;
import static io.github.ddm4j.contract.pact.Interactions.TEXT;
import static io.github.ddm4j.contract.pact.Interactions.UTC_TIME;
import static io.github.ddm4j.contract.pact.Interactions.interaction;
import static io.github.ddm4j.contract.pact.Interactions.reply;
import static io.github.ddm4j.contract.pact.Interactions.request;
import static io.github.ddm4j.contract.pact.Interactions.withoutToken;
import static io.github.ddm4j.contract.pact.Refusals.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import au.com.dius.pact.consumer.dsl.DslPart;
import au.com.dius.pact.consumer.dsl.HttpInteractionBuilder;
import au.com.dius.pact.consumer.dsl.HttpResponseBuilder;
import au.com.dius.pact.consumer.dsl.LambdaDslObject;
import au.com.dius.pact.consumer.dsl.Matchers;
import au.com.dius.pact.core.model.V4Interaction;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.core.model.ProjectId;
import io.github.ddm4j.feign.auth.IamTokenProvider;
import io.github.ddm4j.feign.auth.IamUser;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What IAM is asked for: tokens for a user's password, and the id of a project. */
final class Tokens {

    private static final String DOMAIN = "example-domain";
    private static final String USER = "example-user";
    private static final String PASSWORD = "example-password";
    private static final String PROJECT_NAME = "eu-west-101";
    private static final String TOKEN = DdmProviderVerification.EXAMPLE_TOKEN;
    private static final String ISSUED = "2026-06-05T08:00:00.000000Z";
    private static final String EXPIRES = "2026-06-06T08:00:00.000000Z";
    private static final String WRONG = "The username or password is wrong.";

    /** By this clock every token has ended when it is issued, unless its life is counted from when it was asked for. */
    private static final Clock FAST = Clock.fixed(Instant.parse(EXPIRES), ZoneOffset.UTC);

    private static final String TOKEN_PAGE = "https://support.huaweicloud.com/intl/en-us/api-iam/iam_30_0001.html";
    private static final String PROJECTS_PAGE = "https://support.huaweicloud.com/intl/en-us/api-iam/iam_06_0001.html";

    private static final Map<String, Object> STATE = Map.of(
            "domain", DOMAIN,
            "user", USER,
            "password", PASSWORD,
            "projectId", PROJECT,
            "projectName", PROJECT_NAME);

    private static final V4Interaction FOR_A_NAME =
            interaction("a token for a project by its name", TOKEN_PAGE, http -> asking(
                            http, PASSWORD, project -> project.stringValue("name", PROJECT_NAME))
                    .willRespondWith(Tokens::issued));

    private static final V4Interaction FOR_AN_ID =
            interaction("a token for a project by its id", TOKEN_PAGE, http -> asking(
                            http, PASSWORD, project -> project.stringValue("id", PROJECT))
                    .willRespondWith(Tokens::issued));

    private static final V4Interaction WITH_WRONG_PASSWORD =
            interaction("a token with a wrong password", TOKEN_PAGE, http -> asking(
                            http, "wrong-password", project -> project.stringValue("name", PROJECT_NAME))
                    .willRespondWith(r -> reply(
                            r,
                            401,
                            body -> body.object("error", error -> error.numberValue("code", 401)
                                    .stringType("message", WRONG)))));

    private static final V4Interaction PROJECTS =
            interaction("the projects of a name", PROJECTS_PAGE, http -> http.state("a user", STATE)
                    .withRequest(r -> request(r, "GET").path("/v3/projects").queryParameter("name", PROJECT_NAME))
                    .willRespondWith(r -> reply(
                            r,
                            200,
                            body -> body.minArrayLike("projects", 1, project -> project.and("id", PROJECT, TEXT, ID)
                                    .and("name", PROJECT_NAME, TEXT, SAME)))));

    private Tokens() {}

    static List<Conversation> all() {
        return List.of(
                with(List.of(FOR_A_NAME), PASSWORD, PROJECT_NAME, iam -> assertThat(
                                iam.token().value())
                        .isEqualTo(TOKEN)),
                new Conversation(DdmPactLoader.IAM, List.of(FOR_AN_ID), endpoint -> {
                    IamTokenProvider.Builder builder =
                            IamTokenProvider.builder(endpoint, user(PASSWORD), new ProjectId(PROJECT));
                    try (IamTokenProvider iam = builder.clock(FAST).build()) {
                        assertThat(iam.token().value()).isEqualTo(TOKEN);
                    }
                }),
                with(
                        List.of(WITH_WRONG_PASSWORD),
                        "wrong-password",
                        PROJECT_NAME,
                        iam -> assertRejected(
                                catchThrowableOfType(ScaleOutException.class, iam::token),
                                RejectionReason.ACCESS,
                                "401",
                                WRONG)),
                with(List.of(PROJECTS, FOR_A_NAME), PASSWORD, PROJECT_NAME, iam -> assertThat(
                                iam.projectId(PROJECT_NAME))
                        .isEqualTo(new ProjectId(PROJECT))));
    }

    private static Conversation with(
            List<V4Interaction> interactions, String password, String project, Consumer<IamTokenProvider> call) {
        return new Conversation(DdmPactLoader.IAM, interactions, endpoint -> {
            try (IamTokenProvider iam = provider(endpoint, password, project)) {
                call.accept(iam);
            }
        });
    }

    private static IamTokenProvider provider(URI endpoint, String password, String project) {
        return IamTokenProvider.builder(endpoint, user(password), project)
                .clock(FAST)
                .build();
    }

    private static IamUser user(String password) {
        return IamUser.of(DOMAIN, USER, password);
    }

    private static HttpInteractionBuilder asking(
            HttpInteractionBuilder http, String password, Consumer<LambdaDslObject> project) {
        return http.state("a user", STATE)
                .withRequest(
                        r -> withoutToken(r, "POST").path("/v3/auth/tokens").body(body(password, project)));
    }

    private static DslPart body(String password, Consumer<LambdaDslObject> project) {
        return newJsonBody(body -> body.object("auth", auth -> auth.object("identity", identity -> identity.array(
                                        "methods", methods -> methods.stringValue("password"))
                                .object(
                                        "password",
                                        with -> with.object("user", user -> user.object(
                                                        "domain", domain -> domain.stringValue("name", DOMAIN))
                                                .stringValue("name", USER)
                                                .stringValue("password", password))))
                        .object("scope", scope -> scope.object("project", project::accept))))
                .build();
    }

    private static HttpResponseBuilder issued(HttpResponseBuilder response) {
        return reply(
                response.header("X-Subject-Token", Matchers.regexp("^\\S+$", TOKEN)),
                201,
                body -> body.object("token", token -> token.and("expires_at", EXPIRES, TEXT, UTC_TIME)
                        .and("issued_at", ISSUED, TEXT, UTC_TIME)));
    }
}
