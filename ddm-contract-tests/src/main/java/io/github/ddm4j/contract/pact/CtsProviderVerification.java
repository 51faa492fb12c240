/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.pact;

import au.com.dius.pact.provider.junit5.PactVerificationContext;
import au.com.dius.pact.provider.junit5.PactVerificationInvocationContextProvider;
import au.com.dius.pact.provider.junitsupport.Provider;
import au.com.dius.pact.provider.junitsupport.State;
import au.com.dius.pact.provider.junitsupport.loader.PactSource;
import io.github.ddm4j.core.model.InstanceId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Sends every request of the pact with {@value DdmPactLoader#CTS} to a stub, gateway or proxy of Cloud Trace Service, the
 * audit log, and checks the answers. Extend it: one test for each interaction. JUnit makes a new object for each, so fields
 * start fresh.
 *
 * <p>A test asks for the state that it needs by the methods {@code given…}, right before its request. Each wants a log
 * with no other traces of the instance. An implementation that cannot bring the state about throws; the test then fails and
 * says so.
 *
 * @since 0.1.0
 */
@Provider(DdmPactLoader.CTS)
@PactSource(DdmPactLoader.class)
public abstract class CtsProviderVerification {

    private static final Duration AROUND_NOW = Duration.ofHours(1);

    /** Made by JUnit, through the subclass. */
    protected CtsProviderVerification() {}

    /** Returns the address of the audit log: scheme, host and port, and a path to put in front if there is one. */
    protected abstract URI endpoint();

    /**
     * Returns a token that is good for a project and may read its audit log.
     *
     * @return by default {@link DdmProviderVerification#EXAMPLE_TOKEN}
     */
    protected String givenToken(String projectId) {
        return DdmProviderVerification.EXAMPLE_TOKEN;
    }

    /**
     * Brings a trace about of an {@code enlargeNode} that somebody has just ordered over the API, by a request that was
     * signed with an access key.
     *
     * @param trace {@code projectId}, {@code instanceId}, {@code flavorId} and {@code groupId} of the order; {@code result},
     *     which is {@code job} (one was started), {@code order} (it has to be paid, the instance is yearly/monthly) or {@code
     *     refusal}; and {@code fields}: {@code all}, request and response included, or {@code mandatory}, which asks for id,
     *     name and time alone
     */
    protected abstract void givenTrace(Map<String, Object> trace);

    /**
     * Brings about one trace of {@code enlargeNode} more than a page holds, all within the last hour.
     *
     * @param pageSize the most traces of a page
     * @return the marker by which the second page is asked for
     */
    protected abstract String givenTwoPages(InstanceId instanceId, int pageSize);

    /** Takes from the owner of the token the permission to read the audit log. */
    protected abstract void givenNoPermission();

    @BeforeEach
    final void aim(PactVerificationContext context) {
        context.setTarget(SingleSendTarget.at(endpoint()).target());
    }

    @TestTemplate
    @ExtendWith(PactVerificationInvocationContextProvider.class)
    final void provider_answers_as_the_pact_says(PactVerificationContext interaction) {
        interaction.verifyInteraction();
    }

    @State("a token for the audit log")
    final Map<String, Object> token(Map<String, Object> state) {
        String token = givenToken(String.valueOf(state.get("projectId")));
        Instant now = Instant.now();
        return Map.of(
                "token", token,
                "since", Long.toString(now.minus(AROUND_NOW).toEpochMilli()),
                "until", Long.toString(now.plus(AROUND_NOW).toEpochMilli()));
    }

    @State("a trace")
    final Map<String, Object> trace(Map<String, Object> state) {
        givenTrace(state);
        return Map.of();
    }

    @State("two pages of traces")
    final Map<String, Object> pages(Map<String, Object> state) {
        InstanceId instance = new InstanceId(String.valueOf(state.get("instanceId")));
        return Map.of("marker", givenTwoPages(instance, Integer.parseInt(String.valueOf(state.get("pageSize")))));
    }

    @State("no permission")
    final Map<String, Object> noPermission(Map<String, Object> state) {
        givenNoPermission();
        return Map.of();
    }
}
