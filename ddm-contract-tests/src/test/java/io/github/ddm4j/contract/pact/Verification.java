/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.pact;

import au.com.dius.pact.core.model.Pact;
import au.com.dius.pact.core.model.ProviderState;
import au.com.dius.pact.core.model.V4Interaction;
import au.com.dius.pact.provider.ProviderResponse;
import au.com.dius.pact.provider.ProviderVerifier;
import au.com.dius.pact.provider.VerificationResult;
import au.com.dius.pact.provider.junit5.HttpTestTarget;
import io.github.ddm4j.contract.pact.Tap.Message;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import kotlin.Pair;

/** Verifies one interaction against a fake that is damaged on the wire, by the same parts that the JUnit extension uses. */
final class Verification {

    private Verification() {}

    static VerificationResult run(Pact pact, V4Interaction.SynchronousHttp interaction, UnaryOperator<Message> damage) {
        FakeDdmServerVerificationTest fake = new FakeDdmServerVerificationTest();
        try (fake.server;
                Tap tap = new Tap(fake.endpoint(), UnaryOperator.identity(), damage)) {
            Map<String, Object> context = new HashMap<>(Map.of("providerState", states(fake, interaction)));
            HttpTestTarget target = SingleSendTarget.at(tap.uri());
            Pair<Object, Object> request = target.prepareRequest(pact, interaction, context);
            ProviderResponse answer = target.executeInteraction(request.getSecond(), request.getFirst());
            ProviderVerifier verifier = new ProviderVerifier();
            verifier.setReporters(List.of());
            return verifier.verifyRequestResponsePact(
                    pact, interaction, answer, "", new HashMap<>(), "", false, Map.of());
        }
    }

    private static Map<String, Object> states(FakeDdmServerVerificationTest fake, V4Interaction interaction) {
        Map<String, Object> told = new HashMap<>();
        for (ProviderState state : interaction.getProviderStates()) {
            switch (state.getName()) {
                case "a token" -> told.putAll(fake.token(state.getParams()));
                case "an instance" -> fake.instance(state.getParams());
                case "a failed job" -> told.putAll(fake.failedJob(state.getParams()));
                case "an error" -> fake.error(state.getParams());
                default -> throw new IllegalArgumentException("Unknown state " + state);
            }
        }
        return told;
    }
}
