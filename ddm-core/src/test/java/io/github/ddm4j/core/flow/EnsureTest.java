/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.flow;

import static io.github.ddm4j.core.flow.Samples.INSTANCE;
import static io.github.ddm4j.core.flow.Samples.instance;
import static io.github.ddm4j.core.flow.Samples.job;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.exception.InvalidScaleOutException;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.flow.Ensured.AlreadyThere;
import io.github.ddm4j.core.model.BillingMode;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.Node;
import io.github.ddm4j.core.model.NodeTarget;
import io.github.ddm4j.core.model.OrderId;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** "Make it five." Group g0 has two nodes. */
class EnsureTest {

    private final VirtualTime time = new VirtualTime();
    private final StubProvider provider = new StubProvider().at(time);
    private final List<FlowEvent> events = new ArrayList<>();
    private final ScaleOutFlow flow =
            ScaleOutFlow.builder(provider).time(time).listener(events::add).build();

    @AfterEach
    void close() {
        flow.close();
    }

    private static NodeTarget nodes(int nodes) {
        return NodeTarget.of("flavor-1", nodes, "g0");
    }

    @Test
    void the_difference_is_added_once_and_its_baseline_is_what_was_counted() {
        Ensured ensured = flow.ensure(INSTANCE, nodes(5));

        assertThat(ensured).isInstanceOfSatisfying(Submission.Accepted.class, accepted -> {
            assertThat(accepted.baseline().request().nodesToAdd()).isEqualTo(3);
            assertThat(accepted.baseline().request().groupId()).contains(Samples.GROUP);
            assertThat(accepted.baseline().request().flavorId()).hasToString("flavor-1");
            assertThat(accepted.baseline().instance().nodeCount()).isEqualTo(2);
            assertThat(accepted.goal().nodes()).isEqualTo(5);
        });
        assertThat(provider.calls).containsExactly("0 jobs", "0 instance", "0 scaleOut");
    }

    @Test
    void enough_nodes_are_already_there_and_nothing_is_sent() {
        Ensured ensured = flow.ensure(INSTANCE, nodes(2));

        assertThat(ensured).isInstanceOfSatisfying(AlreadyThere.class, there -> assertThat(there)
                .returns(2, AlreadyThere::nodes)
                .returns(0, AlreadyThere::surplus)
                .returns("Instance i1 has 2 nodes, as wished for", AlreadyThere::summary));
        assertThat(provider.sent()).isZero();
        assertThat(events).singleElement().isInstanceOfSatisfying(FlowEvent.NothingToAdd.class, end -> assertThat(
                        end.there())
                .isEqualTo(ensured));
    }

    @Test
    void no_node_is_taken_away_and_the_answer_says_so() {
        assertThat(((AlreadyThere) flow.ensure(INSTANCE, nodes(1))).summary())
                .isEqualTo(
                        "Instance i1 has 2 nodes, 1 more than wished for; no node is taken away, scale in by yourself if"
                                + " you mean it");
    }

    @Test
    void nodes_that_failed_to_join_count_and_are_named() {
        InstanceSnapshot two = instance("RUNNING", 2);
        provider.shows(new InstanceSnapshot(
                INSTANCE,
                "name",
                two.status(),
                two.billingMode(),
                2,
                two.groups(),
                List.of(
                        new Node("good", "normal", Optional.of(Samples.GROUP)),
                        new Node("bad", "enlargefail", Optional.of(Samples.GROUP)))));

        assertThat((AlreadyThere) flow.ensure(INSTANCE, nodes(2)))
                .returns(List.of("bad"), AlreadyThere::failedNodes)
                .returns("Instance i1 has 2 nodes, as wished for; these failed to join: [bad]", AlreadyThere::summary);
    }

    @Test
    void the_only_group_needs_no_name_but_one_of_several_does() {
        assertThat(flow.ensure(INSTANCE, NodeTarget.of("flavor-1", 2))).isInstanceOf(AlreadyThere.class);

        provider.shows(instance("RUNNING", 2, 3));
        assertThat(((AlreadyThere) flow.ensure(INSTANCE, nodes(2))).nodes()).isEqualTo(2);
        assertInvalid("V8", NodeTarget.of("flavor-1", 2));
        assertInvalid("V9", NodeTarget.of("flavor-1", 2, "g7"));
    }

    @Test
    void where_the_provider_tells_of_no_group_the_nodes_of_the_instance_count() {
        InstanceSnapshot two = instance("RUNNING", 2);
        provider.shows(
                new InstanceSnapshot(INSTANCE, "name", two.status(), two.billingMode(), 2, List.of(), List.of()));

        assertThat(((Submission) flow.ensure(INSTANCE, NodeTarget.of("flavor-1", 3)))
                        .baseline()
                        .request()
                        .nodesToAdd())
                .isEqualTo(1);
    }

    @Test
    void calls_one_after_the_other_come_to_rest() {
        flow.ensure(INSTANCE, nodes(4));
        provider.shows(instance("RUNNING", 4), job("j1", "Completed"));

        assertThat(flow.ensure(INSTANCE, nodes(4))).isInstanceOf(AlreadyThere.class);
        assertThat(provider.sent()).isEqualTo(1);
    }

    @Test
    void what_was_given_out_and_is_not_seen_yet_is_waited_for_and_not_counted() {
        flow.ensure(INSTANCE, nodes(4));
        time.schedule(Duration.ofSeconds(35), () -> provider.shows(instance("RUNNING", 4), job("j1", "Completed")));

        assertThat(flow.ensure(INSTANCE, nodes(4))).isInstanceOf(AlreadyThere.class);
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(40));
        assertThat(provider.sent()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"RUNNING, Running", "GROWING, Completed", "REDUCING, Completed"})
    void while_anything_changes_the_nodes_nothing_is_counted(String status, String job) {
        provider.shows(instance(status, 2), job("j5", job));
        time.schedule(Duration.ofSeconds(15), () -> provider.shows(instance("RUNNING", 5), job("j5", "Completed")));

        assertThat(flow.ensure(INSTANCE, nodes(5))).isInstanceOf(AlreadyThere.class);
    }

    @Test
    void what_does_not_come_to_rest_in_time_is_busy() {
        provider.shows(instance("GROWING", 2));

        assertThat(busy(flow, nodes(5))).hasMessage("Not sent: instance i1 is GROWING, not RUNNING");
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(110));
    }

    @Test
    void who_may_not_wait_is_busy_at_once() {
        provider.shows(instance("RUNNING", 2), job("j5", "Running"));
        try (ScaleOutFlow strict = ScaleOutFlow.builder(provider)
                .time(time)
                .whenBusy(WhenBusy.REFUSE)
                .build()) {
            assertThat(busy(strict, nodes(5))).hasMessage("Not sent: job j5 still changes the nodes of instance i1");
        }
        assertThat(time.elapsed()).isZero();
    }

    @Test
    void an_order_of_our_own_that_waits_to_be_paid_makes_it_busy_by_name_until_its_nodes_come() {
        placeOrder("CS1");

        assertThat(busy(flow, nodes(5)))
                .hasMessage(
                        "Not sent: [order CS1], which this flow was given, may wait to be paid; see it paid, or forget"
                                + " it");
        assertThat(time.elapsed()).as("nobody waits for a person").isZero();
        provider.shows(instance("RUNNING", 4));
        assertThat(flow.ensure(INSTANCE, nodes(4))).isInstanceOf(AlreadyThere.class);
    }

    @Test
    void an_order_that_is_forgotten_does_not() {
        placeOrder("CS1");

        assertThat(flow.forget(new OrderId("CS1"))).isTrue();
        assertThat(flow.forget(new OrderId("CS1"))).isFalse();
        assertThat(flow.ensure(INSTANCE, nodes(2))).isInstanceOf(AlreadyThere.class);
    }

    @Test
    void several_orders_are_named_until_all_their_nodes_have_come() {
        placeOrder("CS1");
        placeOrder("CS2");
        provider.shows(instance("RUNNING", 4));

        assertThat(busy(flow, nodes(6))).hasMessageContaining("[order CS1, order CS2]");
        provider.shows(instance("RUNNING", 6));
        assertThat(flow.ensure(INSTANCE, nodes(6))).isInstanceOf(AlreadyThere.class);
    }

    @Test
    void nodes_that_were_found_for_a_lost_order_are_not_those_of_one_that_waits_to_be_paid() {
        placeOrder("CS1");
        provider.nextAnswerIsLost(() -> provider.shows(instance("RUNNING", 5), job("j7", "Completed")));
        flow.submit(INSTANCE, Samples.request(3));

        assertThat(busy(flow, nodes(5))).hasMessageContaining("[order CS1]");
        provider.shows(instance("RUNNING", 7), job("j7", "Completed"));
        assertThat(flow.ensure(INSTANCE, nodes(7))).isInstanceOf(AlreadyThere.class);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "PAY_PER_USE")
    void where_an_order_could_wait_unseen_nothing_is_counted(BillingMode billing) {
        provider.shows(instance(billing, "RUNNING", 2));

        assertInvalid("V14", nodes(5));
        assertInvalid("V14", nodes(2));
    }

    @Test
    void other_rules_hold_as_for_every_request() {
        provider.shows(instance("RUNNING", 2, 30));

        assertInvalid("V10", nodes(3));
    }

    @Test
    void a_lost_answer_is_found_out() {
        provider.nextAnswerIsLost(() -> provider.shows(instance("RUNNING", 5), job("j7", "Completed")));

        assertThat(flow.ensure(INSTANCE, nodes(5))).isInstanceOf(Submission.FoundApplied.class);
    }

    @Test
    void what_surely_was_not_applied_is_counted_anew_before_it_is_tried_again() {
        provider.nextAnswer(() -> {
            provider.shows(instance("RUNNING", 5), job("others", "Completed"));
            throw ProviderUnavailableException.notAttempted("open", null);
        });

        assertThat(flow.ensure(INSTANCE, nodes(5))).isInstanceOf(AlreadyThere.class);
        assertThat(provider.sent()).isEqualTo(1);
    }

    private void placeOrder(String id) {
        provider.nextAnswer(() -> new ScaleOutReceipt.OrderPlaced(INSTANCE, Optional.empty(), new OrderId(id)));
        flow.submit(INSTANCE, Samples.request(2));
    }

    private void assertInvalid(String rule, NodeTarget target) {
        long sent = provider.sent();
        assertThat(catchThrowableOfType(InvalidScaleOutException.class, () -> flow.ensure(INSTANCE, target)))
                .hasMessageContaining(rule + ": ");
        assertThat(provider.sent()).isEqualTo(sent);
    }

    private static ScaleOutRejectedException busy(ScaleOutFlow flow, NodeTarget target) {
        ScaleOutRejectedException busy =
                catchThrowableOfType(ScaleOutRejectedException.class, () -> flow.ensure(INSTANCE, target));
        assertThat(busy.reason()).isEqualTo(RejectionReason.INSTANCE_BUSY);
        return busy;
    }
}
