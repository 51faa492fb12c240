/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.journal;

import io.github.ddm4j.core.internal.run.Step;
import io.github.ddm4j.core.port.SendGate;
import java.time.Duration;
import java.util.List;

/**
 * The work that a flow does for the protocol. No step fails and no method throws: failures and interrupts are outcomes.
 */
public interface JournalWork {

    /** Looks at the instance and its jobs, checks the rules, and says what would be compared later. */
    Step<Prepared> prepare(List<Late> late);

    /**
     * Has the port send one order, through this gate.
     *
     * @param baseline what {@link #prepare} said
     */
    SendResult order(String baseline, SendGate gate);

    /**
     * Looks until it is known what became of an order, for at most so long.
     *
     * @param atMost when to come back with {@link Looked.More}, because the lease has to be renewed
     */
    Step<Looked> look(Action.Look look, Duration atMost);

    /** Waits before a journal that has failed is asked again; comes back early if the work is stopped. */
    Step<Duration> pause(Duration time);

    /** The same in the gate, where the port's thread waits. */
    void pauseInGate(Duration time);

    /** The journal has failed so; it may be asked again. */
    void failed(Throwable failure);

    /** The end of a call of the port. */
    sealed interface SendResult {

        /** The outcome of the order is known. */
        record Known(Proof proof) implements SendResult {}

        /** The order surely was not applied, and is to be sent again. */
        record Again(Proof.NotApplied proof) implements SendResult {}

        /** The answer is lost. */
        record Lost(String evidence) implements SendResult {}
    }
}
