/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.pact;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;

import au.com.dius.pact.core.model.Interaction;
import au.com.dius.pact.core.model.V4Interaction;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The tests that break each of these are {@link BrokenProviderTest} and {@link StrictRequestTest}. */
class MutantTableTest {

    @Test
    void committed_table_is_what_the_tests_break() throws IOException {
        CommittedFile.requireSame(
                """
                # What breaks the pacts

                Written by `MutantTableTest`. Each line is tested: an answer or a request that keeps the pact is damaged on
                the wire in just this point, and the verification must notice. A field of JSON that is in a text has a path like
                any other.

                ## Answers: `BrokenProviderTest`, %d ways

                %s
                ## Requests: `StrictRequestTest`, %d ways

                %s""".formatted(
                                count(Breakages::ofAnswer),
                                table(Breakages::ofAnswer),
                                count(Breakages::ofRequest),
                                table(Breakages::ofRequest)),
                "docs/pact-mutants.md");
    }

    private static String table(Function<V4Interaction.SynchronousHttp, List<Breakage>> breakages) {
        StringBuilder table = new StringBuilder("| interaction | point | noticed if it |\n|---|---|---|\n");
        for (Interaction interaction : interactions()) {
            Map<String, String> waysByPoint = breakages.apply((V4Interaction.SynchronousHttp) interaction).stream()
                    .collect(groupingBy(Breakage::point, LinkedHashMap::new, mapping(Breakage::way, joining(", "))));
            waysByPoint.forEach((point, ways) ->
                    table.append("| %s | `%s` | %s |\n".formatted(interaction.getDescription(), point, ways)));
        }
        return table.toString();
    }

    private static int count(Function<V4Interaction.SynchronousHttp, List<Breakage>> breakages) {
        return interactions().stream()
                .mapToInt(interaction -> breakages
                        .apply((V4Interaction.SynchronousHttp) interaction)
                        .size())
                .sum();
    }

    private static List<Interaction> interactions() {
        return List.of(DdmPactLoader.DDM, DdmPactLoader.IAM, DdmPactLoader.CTS).stream()
                .flatMap(provider -> Pacts.of(provider).getInteractions().stream())
                .toList();
    }
}
