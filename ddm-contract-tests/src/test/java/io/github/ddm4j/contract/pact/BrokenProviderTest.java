/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.pact;

import static org.assertj.core.api.Assertions.assertThat;

import au.com.dius.pact.core.model.Pact;
import au.com.dius.pact.core.model.V4Interaction;
import au.com.dius.pact.provider.VerificationResult;
import io.github.ddm4j.contract.pact.Tap.Message;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class BrokenProviderTest {

    private final Pact pact = Pacts.of(DdmPactLoader.DDM);

    @TestFactory
    Stream<DynamicContainer> answer_broken_in_one_point_fails_the_verification() {
        return pact.getInteractions().stream()
                .map(V4Interaction.SynchronousHttp.class::cast)
                .map(interaction -> DynamicContainer.dynamicContainer(
                        interaction.getDescription(),
                        Stream.concat(
                                Stream.of(DynamicTest.dynamicTest("unbroken, it passes", () -> assertThat(
                                                verify(interaction, UnaryOperator.identity()))
                                        .isInstanceOf(VerificationResult.Ok.class))),
                                Breakage.of(interaction).stream()
                                        .map(breakage -> DynamicTest.dynamicTest(breakage.toString(), () -> assertThat(
                                                        verify(interaction, breakage.damage()))
                                                .isInstanceOf(VerificationResult.Failed.class))))));
    }

    private VerificationResult verify(V4Interaction.SynchronousHttp interaction, UnaryOperator<Message> damage) {
        return Verification.run(pact, interaction, damage);
    }
}
