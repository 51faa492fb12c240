/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.pact;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.core.model.ProjectId;
import io.github.ddm4j.feign.AuthTokenProvider;
import io.github.ddm4j.feign.FeignScaleOutAdapter;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConsumerContractTest {

    static List<Conversation> conversations() {
        return Pacts.conversations();
    }

    @ParameterizedTest
    @MethodSource("conversations")
    void adapter_asks_as_the_pact_says_and_understands_the_answer(Conversation conversation) {
        try (MockProvider provider = new MockProvider(conversation.interactions());
                FeignScaleOutAdapter adapter = FeignScaleOutAdapter.builder(
                                provider.uri(),
                                new ProjectId(Interactions.PROJECT),
                                AuthTokenProvider.fixed(DdmProviderVerification.EXAMPLE_TOKEN))
                        .build()) {
            conversation.call().accept(adapter);
            assertThat(provider.complaints()).isEmpty();
        }
    }

    @org.junit.jupiter.api.Test
    void print() {
        System.out.println(Pacts.file("huawei-cloud-ddm"));
    }
}
