/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.pact;

import au.com.dius.pact.provider.junit5.PactVerificationContext;
import au.com.dius.pact.provider.junit5.PactVerificationInvocationContextProvider;
import au.com.dius.pact.provider.junitsupport.Provider;
import au.com.dius.pact.provider.junitsupport.State;
import au.com.dius.pact.provider.junitsupport.loader.PactSource;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Sends every request of the pact with {@value DdmPactLoader#IAM} to a stub, gateway or proxy of IAM, and checks the
 * answers. Extend it: one test for each interaction. JUnit makes a new object for each, so fields start fresh.
 *
 * @since 0.1.0
 */
@Provider(DdmPactLoader.IAM)
@PactSource(DdmPactLoader.class)
public abstract class IamProviderVerification {

    /** Made by JUnit, through the subclass. */
    protected IamProviderVerification() {}

    /** Returns the address of IAM: scheme, host and port, and a path to put in front if there is one. */
    protected abstract URI endpoint();

    /**
     * Brings such a user about, who may get tokens for such a project. An implementation that cannot throws; the test
     * then fails and says so.
     *
     * @param user {@code domain}, {@code user}, {@code password}, {@code projectId} and {@code projectName}
     * @return a token of that user for that project
     */
    protected abstract String givenUser(Map<String, Object> user);

    @BeforeEach
    final void aim(PactVerificationContext context) {
        context.setTarget(SingleSendTarget.at(endpoint()).target());
    }

    @TestTemplate
    @ExtendWith(PactVerificationInvocationContextProvider.class)
    final void provider_answers_as_the_pact_says(PactVerificationContext interaction) {
        interaction.verifyInteraction();
    }

    @State("a user")
    final Map<String, Object> user(Map<String, Object> state) {
        return Map.of("token", givenUser(state));
    }
}
