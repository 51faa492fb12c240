/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import java.util.StringJoiner;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The end of a call: a value or a failure. */
record Outcome<T>(@Nullable T value, @Nullable Throwable failure) {

    private static final int MOST_CAUSES = 10;

    static <T> Outcome<T> of(Supplier<T> call) {
        try {
            return new Outcome<>(call.get(), null);
        } catch (Throwable failure) {
            return new Outcome<>(null, failure);
        }
    }

    /** Returns true if a receipt came. */
    boolean accepted() {
        return value instanceof ScaleOutReceipt;
    }

    /**
     * Returns true if the adapter says that it has not tried, for a reason of its own: it is closed, or has a limit.
     */
    boolean notAttempted() {
        return notAttempted(failure);
    }

    static boolean notAttempted(@Nullable Throwable failure) {
        return failure instanceof ProviderUnavailableException refused
                && !refused.signalsOutage()
                && !refused.throttled();
    }

    T mustSucceed() {
        if (failure instanceof Scene.NotReached situation) {
            throw situation;
        }
        if (failure != null) {
            throw new AssertionError("a call that should have succeeded failed: " + told(failure), failure);
        }
        assertThat(value).as("what the call returned").isNotNull();
        return requireNonNull(value);
    }

    ScaleOutException mustFail() {
        return mustFailWith(ScaleOutException.class);
    }

    OutcomeUnknownException mustBeUnknown() {
        return mustFailWith(OutcomeUnknownException.class);
    }

    /** Checks that nobody waited for the answer, which says nothing of the provider. */
    void mustBeGivenUp() {
        assertThat(mustBeUnknown().signalsOutage())
                .as("signalsOutage() of a call that nobody waited for")
                .isFalse();
    }

    ProviderUnavailableException mustBeUnavailable() {
        ProviderUnavailableException unavailable = mustFailWith(ProviderUnavailableException.class);
        assertThat(unavailable.safeToRepeat()).as("safeToRepeat()").isTrue();
        return unavailable;
    }

    void mustBeOutage() {
        assertThat(mustBeUnavailable().signalsOutage()).as("signalsOutage()").isTrue();
    }

    /** Checks that the call was not even tried, which says nothing of the provider. */
    void mustBeNotAttempted() {
        assertThat(mustBeUnavailable().signalsOutage())
                .as("signalsOutage() of a call that is not tried")
                .isFalse();
    }

    ScaleOutRejectedException mustBeRejected() {
        return mustFailWith(ScaleOutRejectedException.class);
    }

    ScaleOutRejectedException mustBeRejected(RejectionReason reason) {
        ScaleOutRejectedException rejected = mustBeRejected();
        assertThat(rejected.reason())
                .as("reason() of: %s", rejected.getMessage())
                .isEqualTo(reason);
        return rejected;
    }

    private <E extends ScaleOutException> E mustFailWith(Class<E> type) {
        assertThat(value)
                .as("what the call returned, though it should have failed")
                .isNull();
        if (!type.isInstance(failure)) {
            throw new AssertionError(
                    "the call should have failed with " + type.getSimpleName() + " but failed with: " + told(failure),
                    failure);
        }
        return type.cast(failure);
    }

    /**
     * Returns the messages of a failure and of all its causes, because an adapter's own words are in the last of them.
     */
    private static String told(@Nullable Throwable failure) {
        StringJoiner chain = new StringJoiner("\n  caused by ");
        Throwable told = failure;
        for (int depth = 0; told != null && depth < MOST_CAUSES; depth++) {
            chain.add(told.toString());
            told = told.getCause();
        }
        return chain.toString();
    }
}
