/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.pact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PactFileTest {

    @ParameterizedTest
    @ValueSource(strings = {DdmPactLoader.DDM, DdmPactLoader.IAM})
    void committed_pact_is_what_the_consumer_asks_for(String provider) throws IOException {
        String name = "ddm-scale-out-client-" + provider + ".json";
        Path now = Files.createDirectories(Path.of("target/pacts")).resolve(name);
        Files.writeString(now, Pacts.file(provider));
        Path committed = Path.of("src/main/resources/META-INF/pacts").resolve(name);
        assertThat(now)
                .as("If this change of the contract is meant: cp %s %s", now.toAbsolutePath(), committed)
                .hasSameBinaryContentAs(committed);
    }
}
