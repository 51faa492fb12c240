/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.submit;

import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.flow.BaselineGate;
import io.github.ddm4j.core.flow.Timekeeper;
import io.github.ddm4j.core.internal.run.Context;
import io.github.ddm4j.core.internal.run.FlowState;
import io.github.ddm4j.core.internal.run.Step.Stopped;
import io.github.ddm4j.core.model.Baseline;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.port.Correlation;
import io.github.ddm4j.core.port.SendGate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The gate of one attempt: the flow's own, then the user's, then the journal's. Last of all it notes that the order may
 * have left. It remembers who refused. Belongs to one attempt.
 */
final class OrderGate implements SendGate {

    private final Baseline baseline;
    private final Order order;
    private final Timekeeper time;
    private final FlowState state;
    private final List<BaselineGate> users;
    private final SendGate recorded;
    private @Nullable RuntimeException why;
    private boolean forGood;

    OrderGate(Baseline baseline, Order order, SendGate recorded, Context context) {
        this.baseline = baseline;
        this.order = order;
        this.time = context.time();
        this.state = context.state();
        this.users = context.gates();
        this.recorded = recorded;
    }

    @Override
    public Permission ask(InstanceId instance, ScaleOutRequest request) {
        SendGate all = (i, r) -> ours(this::checkTime);
        for (BaselineGate user : users) {
            all = all.andThen((i, r) -> foreign(() -> user.ask(baseline)));
        }
        return all.andThen((i, r) -> foreign(() -> recorded.ask(i, r)))
                .andThen((i, r) -> ours(this::checkHandover))
                .ask(instance, request);
    }

    @Override
    public Optional<Correlation> correlation() {
        return Optional.of(order.correlation());
    }

    /** Returns the failure by which the flow itself let nothing leave, if it did not. */
    Optional<RuntimeException> why() {
        return Optional.ofNullable(why);
    }

    /** Returns true if the gate refused without telling when to ask again. */
    boolean refusedForGood() {
        return forGood;
    }

    void checkTime() {
        state.check();
        if (time.elapsed().compareTo(order.end()) >= 0) {
            throw ProviderUnavailableException.notAttempted("Not sent: time was over before", null);
        }
    }

    private void checkHandover() {
        checkTime();
        if (!order.handover().pass()) {
            throw new Stopped(Stopped.By.CANCELLING);
        }
    }

    private Permission ours(Runnable check) {
        try {
            check.run();
            return Permission.granted(order.end().minus(time.elapsed()));
        } catch (RuntimeException refused) {
            why = refused;
            return Permission.refused(String.valueOf(refused.getMessage()));
        }
    }

    private Permission foreign(Supplier<Permission> gate) {
        forGood = true;
        Permission permission = gate.get();
        forGood = permission.refusal().isPresent() && permission.retryAfter().isEmpty();
        return permission;
    }
}
