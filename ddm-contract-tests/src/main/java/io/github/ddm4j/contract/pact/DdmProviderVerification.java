/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.pact;

import static java.util.Objects.requireNonNull;

import au.com.dius.pact.provider.junit5.PactVerificationContext;
import au.com.dius.pact.provider.junit5.PactVerificationInvocationContextProvider;
import au.com.dius.pact.provider.junitsupport.Provider;
import au.com.dius.pact.provider.junitsupport.State;
import au.com.dius.pact.provider.junitsupport.loader.PactSource;
import io.github.ddm4j.core.model.GroupId;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.JobId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Sends every request of the pact with {@value DdmPactLoader#DDM} to a stub, gateway or proxy, and checks the answers.
 * Extend it: one test for each interaction. JUnit makes a new object for each, so fields start fresh.
 *
 * <p>A test asks for the state that it needs by the methods {@code given…}, right before its request. An implementation
 * that cannot bring the state about throws; the test then fails and says so.
 *
 * @since 0.1.0
 */
@Provider(DdmPactLoader.DDM)
@PactSource(DdmPactLoader.class)
public abstract class DdmProviderVerification {

    /** The token in the pact's examples, and in the fake's. Not a secret: nothing real accepts it. */
    public static final String EXAMPLE_TOKEN = "example-token-of-the-fake";

    private static final Duration AROUND_NOW = Duration.ofHours(1);

    private @Nullable SingleSendTarget aimed;
    private @Nullable JobPromise promise;

    /** Made by JUnit, through the subclass. */
    protected DdmProviderVerification() {}

    /** Returns the address of the provider: scheme, host and port, and a path to put in front if there is one. */
    protected abstract URI endpoint();

    /**
     * Returns a token that is good for a project.
     *
     * @return by default {@link #EXAMPLE_TOKEN}
     */
    protected String givenToken(String projectId) {
        return EXAMPLE_TOKEN;
    }

    /**
     * Brings such an instance about, running and at rest. Does nothing by default, because a provider may have the
     * instances of the pact anyway, as the fake with its examples does.
     *
     * @param instance {@code projectId}, {@code instanceId}, {@code instanceName}, {@code billing} ({@code
     *     pay-per-use} or {@code yearly/monthly}), {@code flavorId}, and {@code groupIds}, a list
     */
    protected void givenInstance(Map<String, Object> instance) {}

    /**
     * Brings a schema of an instance about, on an RDS instance that is usable and idle. Does nothing by default, because a
     * provider may have the schema of the pact anyway, as the fake with its examples does.
     *
     * @param schema {@code projectId}, {@code instanceId}, {@code schemaName}, {@code rdsId} and {@code rdsName}
     */
    protected void givenSchema(Map<String, Object> schema) {}

    /**
     * Brings a job about that has just tried to add a node to a group, and failed.
     *
     * @return the job's id, of the provider's own making
     */
    protected abstract JobId givenFailedJob(InstanceId instanceId, GroupId groupId);

    /** Makes the next answer an error, with this status, this code and such words; nothing is applied. */
    protected abstract void givenError(int status, String code, String message);

    @BeforeEach
    final void aim(PactVerificationContext context) {
        aimed = SingleSendTarget.at(endpoint());
        context.setTarget(aimed.target());
    }

    @TestTemplate
    @ExtendWith(PactVerificationInvocationContextProvider.class)
    final void provider_answers_as_the_pact_says(PactVerificationContext interaction) {
        interaction.verifyInteraction();
        String what = interaction.getInteraction().getDescription();
        String body = requireNonNull(aimed).body();
        if (!keepsPromise(what, body)) {
            throw new AssertionError(what + ": the answer does not have " + promise + " as the pact says: " + body);
        }
    }

    /** Returns true if an answer has the job that a state has told, or if none has told one. */
    final boolean keepsPromise(String interaction, String body) {
        return promise == null || promise.isKept(interaction, body);
    }

    @State("a token")
    final Map<String, Object> token(Map<String, Object> state) {
        return Map.of("token", givenToken(text(state, "projectId")));
    }

    @State("an instance")
    final Map<String, Object> instance(Map<String, Object> state) {
        givenInstance(state);
        return Map.of();
    }

    @State("a schema")
    final Map<String, Object> schema(Map<String, Object> state) {
        givenSchema(state);
        return Map.of();
    }

    @State({"a job", "a failed job"})
    final Map<String, Object> failedJob(Map<String, Object> state) {
        InstanceId instance = new InstanceId(text(state, "instanceId"));
        JobId job = givenFailedJob(instance, new GroupId(text(state, "groupId")));
        promise = new JobPromise(job, instance);
        Instant now = Instant.now();
        return Map.of(
                "jobId", job.value(),
                "since", Long.toString(now.minus(AROUND_NOW).toEpochMilli()),
                "until", Long.toString(now.plus(AROUND_NOW).toEpochMilli()));
    }

    @State("an error")
    final Map<String, Object> error(Map<String, Object> state) {
        givenError(Integer.parseInt(text(state, "status")), text(state, "code"), text(state, "message"));
        return Map.of();
    }

    private static String text(Map<String, Object> state, String parameter) {
        return String.valueOf(state.get(parameter));
    }
}
