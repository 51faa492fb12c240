/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.pact;

import au.com.dius.pact.core.model.V4Interaction;
import io.github.ddm4j.core.model.ProjectId;
import io.github.ddm4j.core.port.AuditPort;
import io.github.ddm4j.feign.AuditSettings;
import io.github.ddm4j.feign.FeignScaleOutAdapter;
import io.github.ddm4j.feign.auth.AuthTokenProvider;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;

/**
 * One call by a user of the library, the requests it makes, and what it must make of the answers.
 *
 * @param provider who answers
 * @param interactions the requests, with their answers
 * @param call makes the call, and fails unless the outcome is right
 */
record Conversation(String provider, List<V4Interaction> interactions, Consumer<URI> call) {

    static Conversation withDdm(V4Interaction interaction, Consumer<FeignScaleOutAdapter> call) {
        return withDdm(List.of(interaction), call);
    }

    static Conversation withDdm(List<V4Interaction> interactions, Consumer<FeignScaleOutAdapter> call) {
        return new Conversation(DdmPactLoader.DDM, interactions, endpoint -> {
            try (FeignScaleOutAdapter adapter = adapter(endpoint).build()) {
                call.accept(adapter);
            }
        });
    }

    /** @param ownKey an access key that traces of our own have; the adapter itself has a token */
    static Conversation withCts(List<V4Interaction> interactions, String ownKey, Consumer<AuditPort> call) {
        return new Conversation(DdmPactLoader.CTS, interactions, endpoint -> {
            AuditSettings settings =
                    AuditSettings.builder(endpoint).otherOwnKeys(ownKey).build();
            try (FeignScaleOutAdapter adapter =
                    adapter(endpoint).audit(settings).build()) {
                call.accept(adapter.auditPort().orElseThrow());
            }
        });
    }

    private static FeignScaleOutAdapter.Builder adapter(URI endpoint) {
        return FeignScaleOutAdapter.builder(
                        endpoint,
                        new ProjectId(Interactions.PROJECT),
                        AuthTokenProvider.fixed(DdmProviderVerification.EXAMPLE_TOKEN))
                .clock(Clock.fixed(Jobs.NOW, ZoneOffset.UTC));
    }

    /** Shown as the name of the test. */
    @Override
    public String toString() {
        return interactions.get(0).getDescription();
    }
}
