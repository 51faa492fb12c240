/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.build;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ddm4j.contract.pact.DdmPactLoader;
import io.github.ddm4j.fake.Examples;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The canary test of what is published: wherever a pact has a credential, it is one of the fake's, or a wrong one. */
class PactsHoldNoSecretTest {

    private static final Set<String> HARMLESS =
            Set.of(Examples.TOKEN, Examples.PASSWORD, Examples.ACCESS_KEY, "wrong-password");

    /** How to match and to make values, not values. */
    private static final Set<String> NOT_VALUES = Set.of("matchingRules", "generators");

    @ParameterizedTest
    @ValueSource(strings = {DdmPactLoader.DDM, DdmPactLoader.IAM, DdmPactLoader.CTS})
    void a_credential_in_a_pact_is_one_of_the_fake(String provider) throws IOException {
        String name = "/META-INF/pacts/ddm-scale-out-client-" + provider + ".json";
        try (InputStream pact = DdmPactLoader.class.getResourceAsStream(name)) {
            Set<String> found = new TreeSet<>();
            collect(new ObjectMapper().readTree(pact), found);

            assertThat(found).contains(Examples.TOKEN).isSubsetOf(HARMLESS);
        }
    }

    private static void collect(JsonNode node, Set<String> found) {
        if (node.isArray()) {
            node.forEach(part -> collect(part, found));
        }
        node.properties().stream()
                .filter(field -> !NOT_VALUES.contains(field.getKey()))
                .forEach(field -> {
                    if (field.getKey().matches("(?i)x-.*-token|authorization|password|access_key_id")) {
                        texts(field.getValue(), found);
                    }
                    collect(field.getValue(), found);
                });
    }

    private static void texts(JsonNode node, Set<String> found) {
        if (node.isTextual()) {
            found.add(node.asText());
        } else if (node.isArray()) {
            node.forEach(part -> texts(part, found));
        }
    }
}
