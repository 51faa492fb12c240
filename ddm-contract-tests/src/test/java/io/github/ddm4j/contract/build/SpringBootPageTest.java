/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.build;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ddm4j.feign.FeignScaleOutAdapter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The pages tell of the properties that there are, as the metadata for editors does. */
class SpringBootPageTest {

    private static final String METADATA = "/META-INF/spring-configuration-metadata.json";
    private static final Pattern BLOCK =
            Pattern.compile("^```properties\\R(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern NAMED = Pattern.compile("\\bddm\\.(?:audit|auth|flow|proxy|ssl)\\.[a-z.-]*[a-z]");

    private static Stream<JsonNode> properties() throws IOException {
        try (InputStream metadata = FeignScaleOutAdapter.class.getResourceAsStream(METADATA)) {
            return StreamSupport.stream(
                    new ObjectMapper().readTree(metadata).path("properties").spliterator(), false);
        }
    }

    private static Set<String> names() throws IOException {
        return properties().map(property -> property.path("name").asText()).collect(toCollection(TreeSet::new));
    }

    @Test
    void the_table_has_every_property_with_its_default_and_description() throws IOException {
        List<String> expected = properties().map(SpringBootPageTest::row).toList();
        List<String> page = Files.readAllLines(Pages.ROOT.resolve("docs/spring-boot.md"));

        assertThat(expected).hasSizeGreaterThan(30);
        assertThat(page.subList(page.indexOf("| property | default | |") + 2, page.size()))
                .containsExactlyElementsOf(expected);
    }

    private static String row(JsonNode property) {
        String preset = property.path("defaultValue").asText();
        return "| `" + property.path("name").asText() + "` | " + (preset.isEmpty() ? "" : "`" + preset + "`") + " | "
                + property.path("description").asText() + " |";
    }

    @Test
    void every_property_that_a_page_names_is_there() throws IOException {
        List<String> named = new ArrayList<>();
        for (Path page : Pages.all()) {
            String text = Files.readString(page);
            NAMED.matcher(text).results().forEach(found -> named.add(found.group()));
            Matcher block = BLOCK.matcher(text);
            while (block.find()) {
                block.group(1).lines().forEach(line -> named.add(line.substring(0, line.indexOf('='))));
            }
        }

        assertThat(named).hasSizeGreaterThan(30).allSatisfy(name -> assertThat(names())
                .contains(name));
    }
}
