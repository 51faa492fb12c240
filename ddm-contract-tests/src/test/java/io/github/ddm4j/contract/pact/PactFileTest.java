/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.pact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PactFileTest {

    @ParameterizedTest
    @ValueSource(strings = {DdmPactLoader.DDM, DdmPactLoader.IAM, DdmPactLoader.CTS})
    void committed_pact_is_what_the_consumer_asks_for(String provider) throws IOException {
        CommittedFile.requireSame(
                Pacts.file(provider),
                "ddm-contract-tests/src/main/resources/META-INF/pacts/ddm-scale-out-client-" + provider + ".json");
    }

    @ParameterizedTest
    @ValueSource(strings = {DdmPactLoader.DDM, DdmPactLoader.IAM, DdmPactLoader.CTS})
    void pact_is_the_same_byte_for_byte_each_time_it_is_generated(String provider) {
        assertThat(Pacts.file(provider)).isEqualTo(Pacts.file(provider)).doesNotContain("testname", "\r");
    }
}
