/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.feign.CtsWire.TracesReply;
import io.github.ddm4j.feign.http.HttpAnswer;
import io.github.ddm4j.feign.http.Secrets;
import io.github.ddm4j.feign.internal.DecodedAnswer;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.hc.core5.http.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How far a field of a trace may go and still be believed. */
class TraceFieldsTest {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int LONGEST = 16 * 1024;

    private final Secrets secrets = new Secrets();
    private final TraceValues values = new TraceValues(new DecodedAnswer<>(
            new TracesReply(List.of(), null), new HttpAnswer(200, new Header[0], new byte[0], secrets)));

    @Test
    void a_request_of_16_kib_is_read_and_a_longer_one_is_not() {
        String fields = "{\"node_number\":2}";
        String longest = fields + " ".repeat(LONGEST - fields.length());

        assertThat(values.object(JSON.textNode(longest)).get("node_number")).isEqualTo(JSON.numberNode(2));
        assertThat(values.object(JSON.textNode(longest + " ")).isMissingNode()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"99, false", "100, true", "599, true", "600, false"})
    void a_number_counts_from_its_least_to_its_most(int number, boolean counts) {
        assertThat(values.number(JSON.numberNode(number), 100, 599).isPresent()).isEqualTo(counts);
    }

    @Test
    void a_moment_has_at_most_fourteen_digits() {
        assertThat(values.moment(JSON.textNode("99999999999999"))).contains(Instant.ofEpochMilli(99_999_999_999_999L));
        assertThat(values.moment(JSON.textNode("100000000000000"))).isEmpty();
    }

    @Test
    void an_id_that_is_a_part_of_what_was_sent_as_credentials_is_none() {
        secrets.add(List.of("key-of-the-adapter"));

        assertThat(id("key-of-the-adapter")).isEmpty();
        assertThat(id("job-1")).contains(new JobId("job-1"));
    }

    private Optional<JobId> id(String text) {
        return values.id(JSON.textNode(text), JobId::new, Optional.empty());
    }

    @Test
    void the_name_of_a_user_may_be_a_user_name_or_stand_in_json_in_a_text() {
        JsonNode user = JSON.objectNode().put("user_name", "scaler");

        assertThat(values.userName(user)).contains("scaler");
        assertThat(values.userName(JSON.textNode(user.toString()))).contains("scaler");
    }

    @Test
    void the_name_of_a_sole_user_has_up_to_256_characters() {
        AuditSettings.Builder settings = AuditSettings.builder(URI.create("https://cts.example.com"));
        String longest = "u".repeat(256);

        assertThat(settings.soleUser(longest).build().soleUser()).contains(longest);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings.soleUser(longest + "u"))
                .withMessageContaining("soleUser must have 1 to 256 characters");
    }
}
