/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.pact;

import au.com.dius.pact.core.matchers.generators.DefaultResponseGenerator;
import au.com.dius.pact.core.model.IResponse;
import au.com.dius.pact.core.model.Pact;
import au.com.dius.pact.core.model.ProviderState;
import au.com.dius.pact.core.model.V4Interaction;
import au.com.dius.pact.core.model.generators.GeneratorTestMode;
import au.com.dius.pact.core.support.json.JsonException;
import au.com.dius.pact.provider.ProviderResponse;
import au.com.dius.pact.provider.ProviderVerifier;
import au.com.dius.pact.provider.VerificationResult;
import au.com.dius.pact.provider.junit5.HttpTestTarget;
import io.github.ddm4j.contract.pact.Tap.Message;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import kotlin.Pair;

/** A fresh fake for each interaction, whose answers are changed on the wire. */
final class DamagedFake {

    private final Supplier<Verified> fakes;

    /** A fake that the verification passes undamaged. */
    interface Verified extends AutoCloseable {

        URI endpoint();

        /** Brings a state about; returns what the state tells. */
        Map<String, Object> bring(ProviderState state);

        /** Returns true if an answer has what the states have told, where the pact cannot ask for it. */
        default boolean keepsItsPromise(String interaction, String body) {
            return true;
        }

        @Override
        void close();
    }

    DamagedFake(Supplier<Verified> fakes) {
        this.fakes = fakes;
    }

    /** Verifies it by the parts that Pact's extension for JUnit is made of. */
    boolean keeps(Pact pact, V4Interaction.SynchronousHttp interaction, UnaryOperator<Message> damage) {
        try (Verified fake = fakes.get();
                Tap tap = new Tap(fake.endpoint(), UnaryOperator.identity(), damage)) {
            Map<String, Object> told = new HashMap<>();
            interaction.getProviderStates().forEach(state -> told.putAll(fake.bring(state)));
            HttpTestTarget target = SingleSendTarget.at(tap.uri()).target();
            Map<String, Object> context = new HashMap<>(Map.of("providerState", told));
            Pair<Object, Object> request = target.prepareRequest(pact, interaction, context);
            try {
                ProviderResponse answer = target.executeInteraction(request.getSecond(), request.getFirst());
                return isAsPromised(promised(interaction, context), answer)
                        && fake.keepsItsPromise(
                                interaction.getDescription(), answer.getBody().valueAsString());
            } catch (AssertionError | JsonException packedOrNoJson) {
                return false;
            }
        }
    }

    private static IResponse promised(V4Interaction.SynchronousHttp interaction, Map<String, Object> context) {
        return DefaultResponseGenerator.INSTANCE.generateResponse(
                interaction.asV3Interaction().getResponse(), context, GeneratorTestMode.Provider, List.of(), Map.of());
    }

    /** Compares as the extension does. What Pact has instead does not look into the elements of a list. */
    @SuppressWarnings("deprecation")
    private static boolean isAsPromised(IResponse promised, ProviderResponse answer) {
        ProviderVerifier verifier = new ProviderVerifier();
        verifier.setReporters(List.of());
        return verifier.verifyRequestResponsePact(promised, answer, "", new HashMap<>(), "", false, Map.of())
                instanceof VerificationResult.Ok;
    }
}
