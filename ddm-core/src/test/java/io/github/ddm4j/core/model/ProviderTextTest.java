/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ProviderTextTest {

    @Property
    void whatever_the_provider_says_is_one_line_of_bounded_length(@ForAll String text) {
        String line = ProviderText.oneLine("name", text);

        assertThat(line).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");
        assertThat(line.length()).isLessThanOrEqualTo(501);
    }

    @Test
    void what_is_visible_and_short_stays_as_it_is() {
        assertThat(ProviderText.oneLine("name", "ddm-fb88 測試 😀")).isEqualTo("ddm-fb88 測試 😀");
    }

    @Test
    void what_nobody_sees_is_a_blank() {
        assertThat(ProviderText.oneLine("name", "a\r\nb\u2028c\uDB40\uDC01d")).isEqualTo("a b c d");
    }

    @Test
    void what_nobody_reads_to_its_end_is_cut() {
        assertThat(ProviderText.oneLine("name", "x".repeat(500))).hasSize(500);
        assertThat(ProviderText.oneLine("name", "x".repeat(501))).hasSize(501).endsWith("x…");
    }

    @Test
    void it_is_cut_between_characters_and_never_within_one() {
        String smile = "😀";

        assertThat(ProviderText.oneLine("name", "x".repeat(499) + smile)).isEqualTo("x".repeat(499) + "…");
        assertThat(ProviderText.oneLine("name", "x".repeat(498) + smile)).isEqualTo("x".repeat(498) + smile);
        assertThat(ProviderText.oneLine("name", "x".repeat(498) + smile + "y"))
                .isEqualTo("x".repeat(498) + smile + "…");
    }

    @Test
    void half_of_a_character_is_a_blank() {
        assertThat(ProviderText.oneLine("name", "a\uD83Db\uDE00c")).isEqualTo("a b c");
    }

    @Test
    void a_receipt_a_job_and_a_node_hold_such_texts() {
        ScaleOutReceipt receipt =
                new ScaleOutReceipt.OrderPlaced(new InstanceId("i"), Optional.of("a\nb"), new OrderId("o"));

        assertThat(receipt.instanceName()).contains("a b");
        assertThat(new JobStatus("a\nb").value()).isEqualTo("A B");
        assertThat(new Node("n\n1", "a\nb", Optional.empty()).status()).isEqualTo("a b");
    }

    @Test
    void an_id_of_a_request_is_one_line_and_a_blank_one_is_none() {
        assertThat(requestIdOfAJob(Optional.of(" r\n1 "))).contains("r 1");
        assertThat(requestIdOfAJob(Optional.of(" \t"))).isEmpty();
        assertThat(requestIdOfAJob(Optional.empty())).isEmpty();
        assertThat(new ScaleOutReceipt.OrderPlaced(
                                new InstanceId("i"), Optional.empty(), new OrderId("o"), Optional.of("r\u2028"))
                        .requestId())
                .contains("r");
    }

    private static Optional<String> requestIdOfAJob(Optional<String> told) {
        return new ScaleOutReceipt.JobStarted(
                        new InstanceId("i"), Optional.empty(), new JobId("j"), Optional.empty(), told)
                .requestId();
    }

    @Test
    void a_text_that_is_missing_is_named() {
        assertThatNullPointerException().isThrownBy(() -> new JobStatus(null)).withMessage("value");
    }
}
