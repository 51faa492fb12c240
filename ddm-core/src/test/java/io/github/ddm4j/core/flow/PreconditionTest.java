/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.flow;

import static io.github.ddm4j.core.flow.Samples.INSTANCE;
import static io.github.ddm4j.core.flow.Samples.instance;
import static io.github.ddm4j.core.flow.Samples.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.exception.InvalidScaleOutException;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.ScaleOutRequest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rule V13: the caller says how many nodes there have to be. */
class PreconditionTest {

    private final VirtualTime time = new VirtualTime();
    private final StubProvider provider = new StubProvider().at(time);
    private final ScaleOutFlow flow = ScaleOutFlow.builder(provider).time(time).build();

    @AfterEach
    void close() {
        flow.close();
    }

    private InvalidScaleOutException invalid(int expected) {
        return catchThrowableOfType(
                InvalidScaleOutException.class, () -> flow.submit(INSTANCE, request(2), Precondition.nodes(expected)));
    }

    @Test
    void met_the_order_is_sent() {
        provider.shows(instance("RUNNING", 2, 3));

        assertThat(flow.submit(INSTANCE, request(2), Precondition.nodes(2))).isInstanceOf(Submission.Accepted.class);
    }

    @Test
    void not_met_the_request_is_invalid_and_nothing_is_sent() {
        provider.shows(instance("RUNNING", 2, 3));

        assertThat(invalid(5))
                .hasMessage(
                        "Nothing was sent: V13: expected nodes must be the number of nodes that are there, 2 in group"
                                + " g0, but was '5'");
        assertThat(provider.sent()).isZero();
    }

    @Test
    void not_met_it_is_told_together_with_what_else_is_wrong() {
        provider.shows(instance("FROZEN", 31));

        assertThat(invalid(5)).hasMessageContainingAll("V7: ", "V10: ", "V13: ");
    }

    @Test
    void without_groups_the_nodes_of_the_instance_count() {
        InstanceSnapshot two = instance("RUNNING", 2);
        provider.shows(
                new InstanceSnapshot(INSTANCE, "name", two.status(), two.billingMode(), 2, List.of(), List.of()));
        ScaleOutRequest oneMore = ScaleOutRequest.builder("flavor-1", 1).build();

        assertThat(catchThrowableOfType(
                        InvalidScaleOutException.class, () -> flow.submit(INSTANCE, oneMore, Precondition.nodes(3))))
                .hasMessageContaining("that are there, 2, but was '3'");
        assertThat(flow.submit(INSTANCE, oneMore, Precondition.nodes(2))).isInstanceOf(Submission.Accepted.class);
    }

    @Test
    void it_has_to_hold_before_every_attempt() {
        provider.nextAnswer(() -> {
            provider.shows(instance("RUNNING", 3));
            throw ProviderUnavailableException.notAttempted("open", null);
        });

        assertThat(invalid(2)).hasMessageContaining("3 in group g0");
        assertThat(provider.sent()).isEqualTo(1);
    }

    @Test
    void it_holds_in_the_background_too() {
        CompletableFuture<Submission> submission =
                flow.submitAsync(INSTANCE, request(2), Precondition.nodes(7), Runnable::run);

        assertThat(submission).isCompletedExceptionally();
        assertThat(provider.sent()).isZero();
    }
}
