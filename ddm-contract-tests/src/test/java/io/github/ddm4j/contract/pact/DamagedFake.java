/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.pact;

import au.com.dius.pact.core.matchers.generators.DefaultResponseGenerator;
import au.com.dius.pact.core.model.HttpResponse;
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

/** A fresh fake for each interaction, whose answers are damaged on the wire. */
final class DamagedFake {

    private final Supplier<Verified> fakes;

    /** A fake that the verification passes undamaged. */
    interface Verified extends AutoCloseable {

        URI endpoint();

        /** Brings a state about; returns what the state tells. */
        Map<String, Object> bring(ProviderState state);

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
            ProviderResponse answer = target.executeInteraction(request.getSecond(), request.getFirst());
            ProviderVerifier verifier = new ProviderVerifier();
            verifier.setReporters(List.of());
            return verifier.verifyRequestResponsePact(
                                    pact, told(interaction, context), answer, "", new HashMap<>(), "", false, Map.of())
                            instanceof VerificationResult.Ok
                    && JobPromise.isKept(
                            interaction.getDescription(),
                            String.valueOf(told.get("jobId")),
                            answer.getBody().valueAsString());
        } catch (JsonException notJson) {
            return false;
        }
    }

    /** A copy that promises what the states have told. */
    private static V4Interaction.SynchronousHttp told(
            V4Interaction.SynchronousHttp interaction, Map<String, Object> context) {
        V4Interaction.SynchronousHttp copy = (V4Interaction.SynchronousHttp) interaction.withGeneratedKey();
        copy.setResponse((HttpResponse) DefaultResponseGenerator.INSTANCE.generateResponse(
                interaction.getResponse(), context, GeneratorTestMode.Provider, List.of(), Map.of()));
        return copy;
    }
}
