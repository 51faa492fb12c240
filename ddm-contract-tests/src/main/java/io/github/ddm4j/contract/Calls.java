/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.contract.fixture.AppliedOrder;
import io.github.ddm4j.contract.fixture.ScaleOutFixture;
import io.github.ddm4j.contract.fixture.Trouble;
import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.model.ScaleOutRequest;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The calls that were made in a situation: one, or several at once, each for an instance of its own.
 *
 * @param all what became of them
 * @param requests the number of their requests that reached the far side
 * @param requestsEach how many a call of this situation makes
 * @param trouble what came upon them, if anything
 */
record Calls(
        List<Call> all,
        int requests,
        int requestsEach,
        @Nullable Trouble trouble) {

    /**
     * One call that was made in a situation.
     *
     * @param instance the instance as it was before
     * @param ordersBefore the number of orders that had been applied to it by then
     */
    record Call(
            ScaleOutFixture fixture,
            InstanceSnapshot instance,
            ScaleOutRequest request,
            Outcome<ScaleOutReceipt> outcome,
            int ordersBefore) {

        List<AppliedOrder> applied() {
            return Scene.appliedTo(fixture, instance.id()).stream()
                    .skip(ordersBefore)
                    .toList();
        }

        void assertApplied(int orders) {
            assertThat(applied())
                    .as("orders the far side has applied to %s", instance.id())
                    .hasSize(orders);
        }

        /** Returns the order that the far side has applied for this call, and for no other. */
        AppliedOrder onlyOrder() {
            assertApplied(1);
            return applied().get(0);
        }
    }

    /** An adapter may say anything of a call that has ordered so many times, except what is not so. */
    static void assertTruth(Outcome<ScaleOutReceipt> outcome, int applied) {
        assertThat(applied).as("orders for one call").isLessThanOrEqualTo(1);
        if (outcome.accepted()) {
            assertThat(applied).as("orders of an accepted call").isEqualTo(1);
        } else if (outcome.failure() instanceof ProviderUnavailableException
                || outcome.failure() instanceof ScaleOutRejectedException) {
            assertThat(applied)
                    .as("orders of a call that ended so: %s", outcome.failure())
                    .isZero();
        } else {
            assertThat(outcome.failure()).isInstanceOf(OutcomeUnknownException.class);
        }
    }

    /** Hands each call that was tried to a check; there is one at least. */
    void each(Consumer<Call> look) {
        tried().forEach(look);
    }

    /** Returns the calls that were tried, because an adapter may have a limit of its own for calls at once. */
    private List<Call> tried() {
        if (all.size() == 1) {
            return all;
        }
        List<Call> tried =
                all.stream().filter(call -> !call.outcome().notAttempted()).toList();
        assertThat(tried).as("calls that the adapter has tried").isNotEmpty();
        return tried;
    }

    /** Returns whether no request is missing that a call which was tried should have made. */
    boolean arrived() {
        return requests >= tried().size() * requestsEach;
    }

    /** Checks that each call that was tried made one request, or as many as the situation says, and the others none. */
    void assertOneRequestEach() {
        assertThat(requests)
                .as(
                        "requests that reached the far side, for calls that were tried: %s%s",
                        tried().size(), trouble == null ? "" : "; upon each came " + trouble)
                .isEqualTo(tried().size() * requestsEach);
        all.stream().filter(call -> !tried().contains(call)).forEach(call -> call.assertApplied(0));
    }
}
