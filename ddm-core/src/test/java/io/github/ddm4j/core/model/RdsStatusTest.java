/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RdsStatusTest {

    @ParameterizedTest
    @ValueSource(strings = {"Normal", "normal", "NORMAL", " Normal "})
    void usable_and_idle_is_ready_however_it_is_written(String word) {
        assertThat(new RdsStatus(word).ready()).isTrue();
        assertThat(new RdsStatus(word).notReady()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Abnormal",
                "Backing up",
                "BACKING_UP",
                "backing-up",
                "Storage full",
                "Changing type to primary/standby",
                "Restore  failed",
                "Rebooting"
            })
    void at_work_or_unusable_is_not_ready_however_it_is_written(String word) {
        assertThat(new RdsStatus(word).ready()).isFalse();
        assertThat(new RdsStatus(word).notReady()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Hibernating", "normalish", "Parameter change. Pending reboot"})
    void a_word_that_nobody_knows_is_neither(String word) {
        assertThat(new RdsStatus(word).ready()).isFalse();
        assertThat(new RdsStatus(word).notReady()).isFalse();
    }

    @Test
    void statuses_that_differ_in_writing_alone_are_equal() {
        assertThat(new RdsStatus("Backing up"))
                .isEqualTo(new RdsStatus("BACKING_UP"))
                .hasSameHashCodeAs(new RdsStatus("backing-up"))
                .hasToString("Backing up");
        assertThat(RdsStatus.NORMAL).isNotEqualTo(new RdsStatus("Abnormal")).isNotEqualTo("Normal");
    }
}
