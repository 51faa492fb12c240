/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.core.flow.Submission;
import io.github.ddm4j.core.model.IdempotencyKey;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.OrderId;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a journal remembered is put away like any other outcome, with its baseline or without. */
class RememberedFormTest {

    @ParameterizedTest
    @CsvSource({"true, true, true", "true, false, false", "false, true, true", "false, false, false"})
    void what_a_key_was_remembered_by_is_read_as_it_was_written(boolean job, boolean order, boolean kept) {
        Submission remembered = new Submission.Remembered(
                new IdempotencyKey("ticket 7"),
                new InstanceId("i1"),
                job ? Optional.of(new JobId("j1")) : Optional.empty(),
                order ? Optional.of(new OrderId("CS1")) : Optional.empty(),
                kept ? Optional.of(StoredFormTest.BASELINE) : Optional.empty());

        assertThat(StoredForm.parseSubmission(StoredForm.toText(remembered))).isEqualTo(remembered);
    }
}
