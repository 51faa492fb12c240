/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.submit;

import static java.util.Objects.requireNonNull;

import io.github.ddm4j.core.exception.InvalidScaleOutException;
import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.flow.FlowEvent;
import io.github.ddm4j.core.internal.own.OwnReceipts;
import io.github.ddm4j.core.internal.run.CallBudget;
import io.github.ddm4j.core.internal.run.Context;
import io.github.ddm4j.core.internal.run.Step;
import io.github.ddm4j.core.internal.submit.AttemptResult.Accepted;
import io.github.ddm4j.core.internal.submit.AttemptResult.Busy;
import io.github.ddm4j.core.internal.submit.AttemptResult.Enough;
import io.github.ddm4j.core.internal.submit.AttemptResult.Lost;
import io.github.ddm4j.core.internal.submit.AttemptResult.Ready;
import io.github.ddm4j.core.internal.submit.AttemptResult.Refused;
import io.github.ddm4j.core.internal.submit.Wish.Target;
import io.github.ddm4j.core.model.Baseline;
import io.github.ddm4j.core.model.InstanceRules;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.InstanceStatus;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.port.SendGate;
import io.github.ddm4j.core.validation.Rule;
import io.github.ddm4j.core.validation.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** One attempt: looks, checks the rules against what it sees, and sends one request. */
final class Attempt {

    private final Context context;
    private final Watcher watcher;
    private final OwnReceipts own;

    Attempt(Context context, Watcher watcher) {
        this.context = context;
        this.watcher = watcher;
        this.own = context.own();
    }

    /** Makes the attempt. Nothing was sent if it fails. */
    Step<AttemptResult> make(Order order) {
        return prepare(order).then(result -> {
            if (!(result instanceof Ready ready)) {
                return Step.done(result);
            }
            return Step.begin(() -> Step.done(send(order, ready, SendGate.OPEN)))
                    .atEnd(ready.booking()::close);
        });
    }

    /** Makes everything of the attempt but the order, whose booking is left if it is ready. Sends nothing. */
    Step<AttemptResult> prepare(Order order) {
        return watcher.beforeOrder(order.wish().instanceId(), order.end()).then(look -> Step.begin(() -> {
                    AttemptResult result = decide(order, look);
                    if (!(result instanceof Ready)) {
                        look.booking().close();
                    }
                    return Step.done(result);
                })
                .recover(failure -> {
                    look.booking().close();
                    return Step.failed(failure);
                }));
    }

    private AttemptResult decide(Order order, Watcher.BookedReading look) {
        Reading reading = look.reading();
        Wish wish = order.wish();
        if (wish instanceof Target || order.key().isPresent()) {
            throwIfToBePaid(reading.instance());
        }
        Optional<ScaleOutRequest> request = wish.request(reading.instance());
        Optional<ScaleOutRejectedException> busy = busy(reading);
        if (wish instanceof Target) {
            Optional<ScaleOutRejectedException> uncounted =
                    busy.or(() -> own.notCounted(reading.instance()).flatMap(Attempt::busy));
            if (uncounted.isPresent()) {
                return new Busy(uncounted.get());
            }
        }
        if (request.isEmpty()) {
            return new Enough(((Target) wish).enough(reading.instance()));
        }
        throwIfAgainstRules(wish, request.get(), reading);
        if (busy.isPresent()) {
            return new Busy(busy.get());
        }
        throwIfRdsNotReady(reading);
        return new Ready(watcher.baseline(request.get(), reading), look.booking());
    }

    /** Fails while an order waits to be paid: nobody knows whether its nodes will come, so nobody can count. */
    private void throwIfToBePaid(InstanceSnapshot instance) {
        own.toBePaid(instance.id()).ifPresent(orders -> {
            throw rejected(RejectionReason.INSTANCE_BUSY, orders);
        });
    }

    /** A request that breaks no other rule than that of a busy instance or RDS is right; it is these that are not ready. */
    private static void throwIfAgainstRules(Wish wish, ScaleOutRequest request, Reading reading) {
        List<Violation> violations = new ArrayList<>(InstanceRules.check(request, reading.instance()));
        violations.addAll(InstanceRules.checkLinkedRds(reading.schemas()));
        violations.addAll(wish.check(request, reading.instance()));
        if (violations.stream().anyMatch(violation -> violation.rule() != Rule.V7 && violation.rule() != Rule.V12)) {
            throw new InvalidScaleOutException(violations);
        }
    }

    /**
     * Returns a refusal if something keeps the instance busy. The status may lag behind a job that has just begun, and
     * the list of jobs behind a job that we were given. In both cases the nodes of that job would be taken for ours.
     */
    private Optional<ScaleOutRejectedException> busy(Reading reading) {
        InstanceSnapshot instance = reading.instance();
        if (!instance.status().equals(InstanceStatus.RUNNING)) {
            return busy("instance " + instance.id() + " is " + instance.status() + ", not RUNNING");
        }
        Optional<Job> running = reading.jobs().stream()
                .filter(job ->
                        job.changesNodes() && !job.ended() && job.instanceId().isPresent())
                .findFirst();
        return running.isPresent()
                ? busy("job " + running.get().id() + " still changes the nodes of instance " + instance.id())
                : own.underWay(instance.id()).flatMap(Attempt::busy);
    }

    private static Optional<ScaleOutRejectedException> busy(String why) {
        return Optional.of(rejected(RejectionReason.INSTANCE_BUSY, why));
    }

    private static void throwIfRdsNotReady(Reading reading) {
        List<Violation> violations = InstanceRules.checkLinkedRds(reading.schemas());
        if (!violations.isEmpty()) {
            throw rejected(
                    RejectionReason.RDS_NOT_READY,
                    violations.stream().map(Violation::toString).collect(Collectors.joining("; ")));
        }
    }

    private static ScaleOutRejectedException rejected(RejectionReason reason, String why) {
        return new ScaleOutRejectedException(reason, "Not sent: " + why, ProviderError.NONE);
    }

    /**
     * A request that is not proven to be refused or unsent may have been applied, faults of the port included. So may
     * one that the port finds invalid here: the request keeps the rules, so an id in the answer can be what breaks one.
     *
     * @param recorded asked behind all other gates
     */
    AttemptResult send(Order order, Ready ready, SendGate recorded) {
        Baseline baseline = ready.baseline();
        OrderGate gate = new OrderGate(baseline, order, recorded, context);
        gate.checkTime();
        context.events().tell(new FlowEvent.Sending(order.correlation(), baseline));
        try {
            ScaleOutReceipt receipt = requireNonNull(
                    ready.booking().use(CallBudget.SCALE_OUT, () -> context.ports()
                            .scaleOuts()
                            .scaleOut(baseline.instanceId(), baseline.request(), gate)),
                    "receipt");
            order.answered(receipt);
            return new Accepted(baseline, receipt);
        } catch (OutcomeUnknownException lost) {
            return new Lost(baseline, lost);
        } catch (ScaleOutRejectedException refused) {
            order.handover().undo();
            throw refused;
        } catch (ProviderUnavailableException unavailable) {
            order.handover().undo();
            if (gate.refusedForGood()) {
                return new Refused(unavailable);
            }
            throw gate.why().orElse(unavailable);
        } catch (RuntimeException | Error fault) {
            String message = "The port failed with " + fault.getClass().getName();
            return new Lost(baseline, new OutcomeUnknownException(message, ProviderError.NONE, fault));
        }
    }
}
