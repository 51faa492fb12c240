/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The metadata that editors complete properties with is written by hand; this holds it to the classes. */
class MetadataTest {

    @Test
    void the_metadata_names_exactly_the_properties_there_are() throws IOException {
        Stream<String> bound =
                Stream.concat(names("ddm", DdmProperties.class), names("ddm.flow", DdmFlowProperties.class));
        assertThat(entries().map(entry -> entry.get("name").asText()))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(bound, Stream.of("management.health.ddm.enabled"))
                        .toList());
    }

    @Test
    void every_property_is_described_as_a_sentence() throws IOException {
        assertThat(entries()).allSatisfy(entry -> {
            assertThat(entry.get("description").asText()).matches("[A-Z].*\\.");
            assertThat(entry.get("type").asText()).isNotEmpty();
        });
    }

    private static Stream<String> names(String prefix, Class<?> bound) {
        return Stream.of(bound.getRecordComponents()).flatMap(part -> names(prefix, part));
    }

    private static Stream<String> names(String prefix, RecordComponent part) {
        String name = prefix + "." + PropertyReader.kebab(part.getName());
        return part.getType().isRecord() ? names(name, part.getType()) : Stream.of(name);
    }

    static Stream<String> propertyNames() throws IOException {
        return entries().map(entry -> entry.get("name").asText());
    }

    private static Stream<JsonNode> entries() throws IOException {
        try (InputStream file =
                MetadataTest.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            return StreamSupport.stream(
                    new ObjectMapper().readTree(file).get("properties").spliterator(), false);
        }
    }
}
