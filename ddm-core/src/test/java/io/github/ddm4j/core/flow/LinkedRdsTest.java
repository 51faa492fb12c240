/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.flow;

import static io.github.ddm4j.core.flow.Samples.INSTANCE;
import static io.github.ddm4j.core.flow.Samples.instance;
import static io.github.ddm4j.core.flow.Samples.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.list;

import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.exception.InvalidScaleOutException;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.model.LinkedRds;
import io.github.ddm4j.core.model.RdsStatus;
import io.github.ddm4j.core.model.Schema;
import io.github.ddm4j.core.validation.Rule;
import io.github.ddm4j.core.validation.Violation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule V12, the constraint of the call's own page: linked RDS instances are usable and not undergoing other operations. */
class LinkedRdsTest {

    private final VirtualTime time = new VirtualTime();
    private final StubProvider provider = new StubProvider().at(time);
    private final List<FlowEvent> events = new ArrayList<>();
    private final ScaleOutFlow flow =
            ScaleOutFlow.builder(provider).time(time).listener(events::add).build();

    @AfterEach
    void close() {
        flow.close();
    }

    private static LinkedRds rds(String id, String status) {
        return new LinkedRds(id, "name of " + id, new RdsStatus(status), Optional.empty());
    }

    private void shows(LinkedRds... rds) {
        provider.showsSchemas(() -> List.of(new Schema("shop", "RUNNING", List.of(rds))));
    }

    @Test
    void each_that_is_not_ready_is_named_once_with_its_status_and_nothing_is_sent() {
        LinkedRds broken = new LinkedRds("r1", "main", new RdsStatus("Storage_Full"), Optional.of("disk full"));
        provider.showsSchemas(() -> List.of(
                new Schema("a", "CREATING", List.of(broken, rds("r2", "normal"))),
                new Schema("b", "RUNNING", List.of(rds("r3", "BACKING-UP"), broken))));

        assertThat(catchThrowableOfType(ScaleOutRejectedException.class, () -> flow.submit(INSTANCE, request(2))))
                .hasMessage("Not sent: V12: used_rds must be usable and not undergoing another operation (main r1: disk"
                        + " full), but was 'Storage_Full'; V12: used_rds must be usable and not undergoing another operation"
                        + " (name of r3 r3), but was 'BACKING-UP'")
                .returns(RejectionReason.RDS_NOT_READY, ScaleOutRejectedException::reason)
                .returns(true, ScaleOutRejectedException::safeToRepeat);
        assertThat(provider.calls).containsExactly("0 schemas", "0 jobs", "0 instance");
    }

    @ParameterizedTest
    @ValueSource(strings = {"normal", "NORMAL", " Nor-mal_", "SOMETHING NEW", "Pending reboot", ""})
    void one_that_is_ready_or_whose_status_nobody_knows_stops_nothing(String status) {
        shows(rds("r1", status));

        assertThat(flow.submit(INSTANCE, request(2))).isInstanceOf(Submission.Accepted.class);
    }

    @Test
    void the_preview_shows_all_of_them_and_lists_violations() {
        shows(rds("r1", "Rebooting"), rds("r2", "SOMETHING NEW"), rds("r2", "SOMETHING NEW"));

        Preview preview = flow.preview(INSTANCE, request(2));

        assertThat(preview.violations()).extracting(Violation::rule).containsExactly(Rule.V12);
        assertThat(preview.linkedRds().orElseThrow()).extracting(LinkedRds::id).containsExactly("r1", "r2");
        assertThat(preview.schemas().orElseThrow()).extracting(Schema::status).containsExactly("RUNNING");
    }

    @Test
    void what_cannot_be_read_is_not_known_is_told_and_stops_no_order() {
        IllegalStateException refused = new IllegalStateException("not allowed");
        provider.showsSchemas(() -> {
            throw refused;
        });

        assertThat(flow.preview(INSTANCE, request(2)))
                .returns(Optional.empty(), Preview::schemas)
                .returns(Optional.empty(), Preview::linkedRds)
                .returns(true, Preview::possible);
        assertThat(flow.submit(INSTANCE, request(2))).isInstanceOf(Submission.Accepted.class);
        assertThat(events).contains(new FlowEvent.ReadFailed(Optional.of(INSTANCE), refused));
    }

    @Test
    void a_port_that_cannot_tell_leaves_it_unknown_and_costs_nothing() {
        assertThat(flow.preview(INSTANCE, request(2)).schemas()).isEmpty();
        for (int i = 0; i < 18; i++) {
            flow.preview(INSTANCE, request(2));
        }

        assertThat(time.elapsed()).isZero();
    }

    @Test
    void together_with_another_broken_rule_the_request_is_invalid_with_all_of_them() {
        shows(rds("r1", "Rebooting"));
        provider.shows(instance("RUNNING", 31));

        assertThat(catchThrowableOfType(InvalidScaleOutException.class, () -> flow.submit(INSTANCE, request(2))))
                .extracting(InvalidScaleOutException::violations)
                .asInstanceOf(list(Violation.class))
                .extracting(Violation::rule)
                .containsExactly(Rule.V10, Rule.V12);
    }

    @Test
    void a_busy_instance_is_busy_first_because_its_order_may_be_ones_own() {
        shows(rds("r1", "Rebooting"));
        provider.shows(instance("GROWING", 2));

        assertThat(catchThrowableOfType(ScaleOutRejectedException.class, () -> flow.submit(INSTANCE, request(2)))
                        .reason())
                .isEqualTo(RejectionReason.INSTANCE_BUSY);
    }

    @Test
    void it_can_be_switched_off() {
        shows(rds("r1", "Rebooting"));
        try (ScaleOutFlow trusting =
                ScaleOutFlow.builder(provider).time(time).checkLinkedRds(false).build()) {
            assertThat(trusting.preview(INSTANCE, request(2)))
                    .returns(true, Preview::possible)
                    .returns(Optional.empty(), Preview::schemas);
            assertThat(trusting.submit(INSTANCE, request(2))).isInstanceOf(Submission.Accepted.class);
        }
        assertThat(provider.calls).doesNotContain("0 schemas");
    }

    @Test
    void it_counts_as_one_request_and_as_one_more_for_every_further_page() {
        provider.showsSchemas(() -> IntStream.range(0, 129)
                .mapToObj(i -> new Schema("s" + i, "RUNNING", List.of()))
                .toList());
        for (int i = 0; i < 12; i++) {
            flow.preview(INSTANCE, request(2));
        }
        assertThat(time.elapsed()).isZero();
        flow.preview(INSTANCE, request(2));

        assertThat(time.elapsed()).isEqualTo(Duration.ofMinutes(1));
    }
}
