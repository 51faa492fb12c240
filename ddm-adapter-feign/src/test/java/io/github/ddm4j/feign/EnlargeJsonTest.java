/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.feign.EnlargeJson.Answered;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read token by token is what Jackson's mapper would have read. */
class EnlargeJsonTest {

    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final EnlargeJson json = new EnlargeJson();

    @Test
    void optional_fields_are_left_out_and_not_null() throws IOException {
        assertThat(json.write(Wire.ONE_NODE))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("{\"flavor_id\":\"" + Wire.FLAVOR + "\",\"node_number\":1}");
    }

    @Test
    void every_field_has_its_name_on_the_wire() throws IOException {
        ScaleOutRequest request = ScaleOutRequest.builder("f", 2)
                .groupId("g")
                .autoPay(true)
                .availabilityZones(List.of("az1", "az2"))
                .build();

        assertThat(json.write(request))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("{\"flavor_id\":\"f\",\"node_number\":2,\"group_id\":\"g\",\"is_auto_pay\":true,"
                        + "\"available_zones\":[\"az1\",\"az2\"]}");
    }

    @Property
    void answers_are_read_as_the_mapper_reads_them(@ForAll("answers") String body) throws IOException {
        JsonNode tree = MAPPER.readTree(body);

        assertThat(read(body))
                .isEqualTo(
                        tree.isObject()
                                ? new Answered(
                                        text(tree, "instanceId"),
                                        text(tree, "instanceName"),
                                        text(tree, "jobId"),
                                        text(tree, "orderId"))
                                : null);
    }

    @Property
    void a_beginning_of_an_answer_is_none(@ForAll("answers") String body, @ForAll("parts") double part) {
        String beginning = body.substring(0, (int) (body.length() * part));

        assertThat(isAnswer(beginning)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "7", "\"jobId\"", "[{\"jobId\":\"j\"}]", "{}{}", "{\"jobId\":\"j\"}1"})
    void what_is_no_object_alone_is_no_answer(String body) throws IOException {
        assertThat(read(body)).isNull();
    }

    @Test
    void a_body_nested_without_end_does_no_harm() {
        assertThatThrownBy(() -> read("{\"more\":" + "[".repeat(500_000))).isInstanceOf(IOException.class);
    }

    @Provide
    Arbitrary<String> answers() {
        Arbitrary<String> names = Arbitraries.of("instanceId", "instanceName", "jobId", "orderId", "job_id", "more");
        Arbitrary<String> texts = Arbitraries.strings().ofMaxLength(12).map(EnlargeJsonTest::quoted);
        Arbitrary<String> others = Arbitraries.of(
                "null", "true", "-1", "1e9", "[]", "{}", "[{\"jobId\":\"x\"}]", "{\"jobId\":\"x\",\"more\":[[1]]}");
        return Combinators.combine(names, Arbitraries.oneOf(texts, others))
                .as((name, value) -> quoted(name) + ':' + value)
                .list()
                .ofMaxSize(6)
                .map(fields -> '{' + String.join(",", fields) + '}');
    }

    @Provide
    Arbitrary<Double> parts() {
        return Arbitraries.doubles().between(0, true, 1, false);
    }

    private static String quoted(String text) {
        return MAPPER.getNodeFactory().textNode(text).toString();
    }

    /** The last of fields with the same name counts. What is no text is told as such, in words that no id looks like. */
    private static String text(JsonNode tree, String field) {
        JsonNode value = tree.path(field);
        if (value.isTextual()) {
            return value.textValue().isBlank() ? null : value.textValue();
        }
        return value.isMissingNode() || value.isNull() ? null : "not text: " + value.asToken();
    }

    private Answered read(String body) throws IOException {
        return (Answered) json.read(body.getBytes(StandardCharsets.UTF_8), Answered.class);
    }

    private boolean isAnswer(String body) {
        try {
            return read(body) != null;
        } catch (IOException broken) {
            return false;
        }
    }
}
