/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.pact;

import static org.assertj.core.api.Assertions.assertThat;

import au.com.dius.pact.core.model.ProviderState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PactPageTest {

    @ParameterizedTest
    @ValueSource(strings = {DdmPactLoader.DDM, DdmPactLoader.IAM, DdmPactLoader.CTS})
    void page_tells_every_state_and_its_parameters(String provider) throws IOException {
        String page = Files.readString(Path.of("../docs/pact.md"));
        Pacts.of(provider).getInteractions().stream()
                .flatMap(interaction -> interaction.getProviderStates().stream())
                .forEach(state ->
                        assertThat(page).contains("`" + state.getName() + "`").contains(parameters(state)));
    }

    private static Iterable<String> parameters(ProviderState state) {
        return state.getParams().keySet().stream().map(name -> "`" + name + "`").toList();
    }
}
