/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core;

import static java.util.Objects.requireNonNull;

import io.github.ddm4j.core.flow.FlowListener;
import io.github.ddm4j.core.flow.Timekeeper;
import io.github.ddm4j.core.flow.WhenBusy;
import io.github.ddm4j.core.internal.run.CallBudget;
import io.github.ddm4j.core.internal.run.Context;
import io.github.ddm4j.core.internal.run.Events;
import io.github.ddm4j.core.internal.run.FlowSettings;
import io.github.ddm4j.core.internal.run.FlowState;
import io.github.ddm4j.core.internal.run.FlowTime;
import io.github.ddm4j.core.internal.run.Ports;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Collects the options of a {@link ScaleOutFlow}. Not thread-safe.
 *
 * @since 0.1.0
 */
public final class ScaleOutFlowBuilder {

    private final Ports ports;
    private @Nullable Timekeeper time;
    private FlowListener listener = event -> {};
    private int callLimit = 60;
    private Duration callPeriod = Duration.ofMinutes(1);
    private int maxAttempts = 3;
    private Duration sendWithin = Duration.ofMinutes(2);
    private Duration reconcileWithin = Duration.ofMinutes(30);
    private Duration quietTime = Duration.ofMinutes(5);
    private Duration pollInterval = Duration.ofSeconds(10);
    private Duration clockTolerance = Duration.ofMinutes(15);
    private Duration waitAtMost = Duration.ofHours(1);
    private WhenBusy whenBusy = WhenBusy.WAIT;

    ScaleOutFlowBuilder(Ports ports) {
        this.ports = ports;
    }

    /** The time to live in; it stays open when the flow is closed. Default: the machine's, ended with the flow. */
    public ScaleOutFlowBuilder time(Timekeeper time) {
        this.time = requireNonNull(time, "time");
        return this;
    }

    /** Who is told every step. Default: nobody. */
    public ScaleOutFlowBuilder listener(FlowListener listener) {
        this.listener = requireNonNull(listener, "listener");
        return this;
    }

    /**
     * How many requests the flow may make in any period. Reading an instance counts as three, a list of jobs as one for
     * every 128 of them. Default: 60 a minute, the provider's documented limit for one user.
     *
     * @param calls from 5 on: the list of jobs, the instance and the order are made together
     * @param period up to ten years, as for all times here
     */
    public ScaleOutFlowBuilder callBudget(int calls, Duration period) {
        this.callLimit = atLeast("calls", CallBudget.JOB + CallBudget.INSTANCE + CallBudget.SCALE_OUT, calls);
        this.callPeriod = positive("period", period);
        return this;
    }

    /** How often a request is sent that surely was not applied, the first time included. Default: 3. */
    public ScaleOutFlowBuilder maxAttempts(int maxAttempts) {
        this.maxAttempts = atLeast("maxAttempts", 1, maxAttempts);
        return this;
    }

    /** How long a submission may take until it is sent, waiting for its turn and trying again included. Default: 2 min. */
    public ScaleOutFlowBuilder sendWithin(Duration sendWithin) {
        this.sendWithin = positive("sendWithin", sendWithin);
        return this;
    }

    /** How long to find out what became of a request whose answer was lost. Default: 30 min. */
    public ScaleOutFlowBuilder reconcileWithin(Duration reconcileWithin) {
        this.reconcileWithin = positive("reconcileWithin", reconcileWithin);
        return this;
    }

    /**
     * How long all must be at rest and as before until a request whose answer was lost counts as not applied. It has to
     * be longer than a request may linger in the provider's gateway before it takes effect. Default: 5 min.
     */
    public ScaleOutFlowBuilder quietTime(Duration quietTime) {
        this.quietTime = positive("quietTime", quietTime);
        return this;
    }

    /** How long to pause between looks. Default: 10 s. */
    public ScaleOutFlowBuilder pollInterval(Duration pollInterval) {
        this.pollInterval = positive("pollInterval", pollInterval);
        return this;
    }

    /** How far the provider's clock may be behind ours. More costs longer lists of jobs. Default: 15 min. */
    public ScaleOutFlowBuilder clockTolerance(Duration clockTolerance) {
        this.clockTolerance = positive("clockTolerance", clockTolerance);
        return this;
    }

    /** How long a wait may take, where the call does not say. Default: 1 h. */
    public ScaleOutFlowBuilder waitAtMost(Duration waitAtMost) {
        this.waitAtMost = positive("waitAtMost", waitAtMost);
        return this;
    }

    /** What to do while another submission of the same instance goes on. Default: wait. */
    public ScaleOutFlowBuilder whenBusy(WhenBusy whenBusy) {
        this.whenBusy = requireNonNull(whenBusy, "whenBusy");
        return this;
    }

    /**
     * Builds the flow.
     *
     * @throws IllegalArgumentException if the quiet time does not fit into the time for finding out
     */
    public ScaleOutFlow build() {
        if (quietTime.compareTo(reconcileWithin) >= 0) {
            throw new IllegalArgumentException(
                    "quietTime must be shorter than reconcileWithin, but was " + quietTime + " of " + reconcileWithin);
        }
        FlowSettings settings = new FlowSettings(
                maxAttempts,
                sendWithin,
                reconcileWithin,
                quietTime,
                pollInterval,
                clockTolerance,
                waitAtMost,
                whenBusy);
        Timekeeper keeper = time == null ? new FlowTime(Timekeeper.system(), true) : new FlowTime(time, false);
        CallBudget budget = new CallBudget(callLimit, callPeriod, keeper);
        Context context = new Context(ports, settings, keeper, budget, new Events(listener), new FlowState());
        return new ScaleOutFlow(context);
    }

    private static int atLeast(String name, int least, int value) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be at least " + least + ", but was " + value);
        }
        return value;
    }

    private static Duration positive(String name, Duration value) {
        requireNonNull(value, name);
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " must be longer than zero, but was " + value);
        }
        if (value.compareTo(FlowSettings.LONGEST) > 0) {
            throw new IllegalArgumentException(
                    name + " must be at most " + FlowSettings.LONGEST + ", but was " + value);
        }
        return value;
    }
}
