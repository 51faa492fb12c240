/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.pact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import au.com.dius.pact.core.model.Pact;
import au.com.dius.pact.core.model.V4Interaction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class BrokenProviderTest {

    @TestFactory
    Stream<DynamicContainer> answer_of_ddm_broken_in_one_point_fails_the_verification() {
        return broken(DdmPactLoader.DDM, new DamagedFake(FakeDdmServerVerificationTest::new));
    }

    @TestFactory
    Stream<DynamicContainer> answer_of_iam_broken_in_one_point_fails_the_verification() {
        return broken(DdmPactLoader.IAM, new DamagedFake(FakeIamVerificationTest::new));
    }

    @TestFactory
    Stream<DynamicContainer> answer_of_cts_broken_in_one_point_fails_the_verification() {
        return broken(DdmPactLoader.CTS, new DamagedFake(FakeCtsVerificationTest::new));
    }

    private static Stream<DynamicContainer> broken(String provider, DamagedFake fake) {
        Pact pact = Pacts.of(provider);
        return pact.getInteractions().stream()
                .map(V4Interaction.SynchronousHttp.class::cast)
                .map(interaction -> dynamicContainer(interaction.getDescription(), broken(pact, interaction, fake)));
    }

    private static Stream<DynamicTest> broken(Pact pact, V4Interaction.SynchronousHttp interaction, DamagedFake fake) {
        DynamicTest undamaged = dynamicTest(
                "passes undamaged", () -> assertThat(fake.keeps(pact, interaction, UnaryOperator.identity()))
                        .isTrue());
        return Stream.concat(
                Stream.of(undamaged),
                Breakages.ofAnswer(interaction).stream()
                        .map(breakage -> dynamicTest(
                                breakage.toString(), () -> assertThat(fake.keeps(pact, interaction, breakage.damage()))
                                        .isFalse())));
    }
}
