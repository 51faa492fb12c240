/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.pact;

import static au.com.dius.pact.consumer.dsl.LambdaDsl.newJsonBody;

import au.com.dius.pact.consumer.dsl.HttpInteractionBuilder;
import au.com.dius.pact.consumer.dsl.HttpRequestBuilder;
import au.com.dius.pact.consumer.dsl.HttpResponseBuilder;
import au.com.dius.pact.consumer.dsl.LambdaDslObject;
import au.com.dius.pact.consumer.dsl.Matcher;
import au.com.dius.pact.consumer.dsl.Matchers;
import au.com.dius.pact.core.model.V4Interaction;
import au.com.dius.pact.core.model.matchingrules.EqualsMatcher;
import au.com.dius.pact.core.model.matchingrules.MatchingRule;
import au.com.dius.pact.core.model.matchingrules.MatchingRules;
import au.com.dius.pact.core.model.matchingrules.NumberTypeMatcher;
import au.com.dius.pact.core.model.matchingrules.RegexMatcher;
import au.com.dius.pact.core.model.matchingrules.TypeMatcher;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The parts that interactions are made of. Requests are strict, answers loose; every example is fixed. */
final class Interactions {

    static final String PROJECT = "619d3e78f61b4be68bc5aa0b59edcf7b";
    static final String FLAVOR = "8f2e696c-a9c1-30bd-af90-25522bc67606";
    static final String JOB = "1eb697c0-1842-43a3-8671-f562d0385cb9";
    static final String ORDER = "CS1810251738L8VVD";

    /** A string. A regular expression alone would also take a number that looks like it. */
    static final MatchingRule TEXT = TypeMatcher.INSTANCE;

    /** Just this value, also within an array, where any of the type would do. */
    static final MatchingRule SAME = EqualsMatcher.INSTANCE;

    /** An identifier as we take it. */
    static final MatchingRule ID = whole(JobPromise.ID);

    private static final String JSON = "(?i)^application/json(\\s*;.*)?$";

    /** A whole number, by type and form. */
    static final MatchingRule INTEGER = new NumberTypeMatcher(NumberTypeMatcher.NumberType.INTEGER);

    static final MatchingRule AT_LEAST_ONE = new RegexMatcher("^[1-9][0-9]{0,8}$");

    /** A moment as the service writes it: with its offset, and perhaps with fractions of a second. */
    static final MatchingRule TIME = whole(JobPromise.TIME);

    /** A moment as IAM writes it, in UTC. */
    static final MatchingRule UTC_TIME = whole(JobPromise.LOCAL_TIME + "Z");

    private Interactions() {}

    private static MatchingRule whole(String form) {
        return new RegexMatcher("^" + form + "$");
    }

    /** How many there are of something: a number, and no negative one. */
    static LambdaDslObject count(LambdaDslObject body, String field) {
        return body.and(field, 1, INTEGER, AT_LEAST_ONE);
    }

    static V4Interaction interaction(String description, String page, UnaryOperator<HttpInteractionBuilder> parts) {
        HttpInteractionBuilder empty = new HttpInteractionBuilder(description, List.of(), List.of());
        return parts.apply(empty.key(description.replaceAll("[^a-z0-9]+", "-")).reference("api", "page", page))
                .build();
    }

    /** A request as the library sends it: with a content type, also where there is no body, and with a token. */
    static HttpRequestBuilder request(HttpRequestBuilder request, String method) {
        MatchingRules rules = request.build().getMatchingRules();
        rules.addCategory("header").addRule("X-Auth-Token", new RegexMatcher("^\\S+$"));
        return withoutToken(request, method)
                .header("X-Auth-Token", fromState("token", DdmProviderVerification.EXAMPLE_TOKEN));
    }

    static HttpRequestBuilder withoutToken(HttpRequestBuilder request, String method) {
        return request.method(method).header("Content-Type", "application/json").header("Accept-Encoding", "identity");
    }

    static HttpResponseBuilder reply(HttpResponseBuilder reply, int status, Consumer<LambdaDslObject> body) {
        return reply.status(status)
                .header("Content-Type", Matchers.regexp(JSON, "application/json"))
                .body(newJsonBody(body::accept).build());
    }

    /** A value that only the provider knows: a state of that interaction tells it. */
    static Matcher fromState(String name, String example) {
        return fromState("", name, example);
    }

    /** The same, with a text before it. */
    static Matcher fromState(String before, String name, String example) {
        return Matchers.fromProviderState(before + "${" + name + "}", before + example);
    }
}
