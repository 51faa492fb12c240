/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.examples.autoscaler;

import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.core.flow.Ensured;
import io.github.ddm4j.core.flow.Submission;
import io.github.ddm4j.core.model.FlavorId;
import io.github.ddm4j.core.model.IdempotencyKey;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.NodeTarget;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads a gauge, decides how many nodes there are to be, and has the flow make sure of that. Runs in every replica of a
 * service at once: replicas that decide the same within a period name their decision alike, and the journal that the flow
 * shares with them lets one of them order. Safe for use by several threads.
 */
public final class Autoscaler implements Runnable {

    private static final Logger LOG = System.getLogger(Autoscaler.class.getName());

    private final ScaleOutFlow flow;
    private final MeterRegistry meters;
    private final String gauge;
    private final Policy policy;
    private final InstanceId instance;
    private final FlavorId flavor;
    private final Duration period;
    private final Clock clock;

    /**
     * @param flow with a journal that all replicas share
     * @param gauge the name of the gauge that shows the load of the whole instance
     * @param period how long a decision holds: the same target within it is the same wish, after it a new one
     */
    public Autoscaler(
            ScaleOutFlow flow,
            MeterRegistry meters,
            String gauge,
            Policy policy,
            InstanceId instance,
            FlavorId flavor,
            Duration period,
            Clock clock) {
        this.flow = flow;
        this.meters = meters;
        this.gauge = gauge;
        this.policy = policy;
        this.instance = instance;
        this.flavor = flavor;
        this.period = period;
        this.clock = clock;
    }

    /** One look at the load, for a scheduler: it throws nothing, or the scheduler would not come again. */
    @Override
    public void run() {
        try {
            scale().ifPresent(became -> LOG.log(Level.INFO, told(became)));
        } catch (OutcomeUnknownException e) {
            LOG.log(Level.ERROR, "Nothing more is ordered for {0} until this is known: {1}", instance, e.getMessage());
        } catch (ScaleOutException e) {
            LOG.log(Level.WARNING, "Not scaled out, and looked at again next time: {0}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "Not scaled out", e);
        }
    }

    private static String told(Ensured became) {
        if (became instanceof Ensured.AlreadyThere enough) {
            return enough.summary();
        }
        return became instanceof Submission.Applied applied
                ? "Ordered for instance " + applied.instanceId() + ", job " + applied.jobId() + ", order "
                        + applied.orderId()
                : "The answer was lost, and nothing was ordered; looked at again next time";
    }

    /**
     * One look at the load. Blocks until it is known what became of the decision.
     *
     * @return what became of it; empty if the gauge is not there
     */
    public Optional<Ensured> scale() {
        return Optional.ofNullable(meters.find(gauge).gauge()).map(load -> {
            NodeTarget target = NodeTarget.of(flavor, policy.nodesFor(load.value()));
            return flow.ensure(key(target), instance, target);
        });
    }

    /** The name of the decision, the same in every replica: what is wished for, and in which period. */
    private IdempotencyKey key(NodeTarget target) {
        Instant now = clock.instant();
        Instant start = now.minusMillis(Math.floorMod(now.toEpochMilli(), period.toMillis()));
        return new IdempotencyKey("autoscaler " + instance + " " + target.nodes() + " nodes from " + start);
    }
}
