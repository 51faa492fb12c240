/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core;

import static java.util.Objects.requireNonNull;

import io.github.ddm4j.core.flow.BaselineGate;
import io.github.ddm4j.core.flow.CallerContext;
import io.github.ddm4j.core.flow.FlowListener;
import io.github.ddm4j.core.flow.Timekeeper;
import io.github.ddm4j.core.flow.WhenBusy;
import io.github.ddm4j.core.internal.journal.JournalAccess;
import io.github.ddm4j.core.internal.journal.JournalSettings;
import io.github.ddm4j.core.internal.own.OwnReceipts;
import io.github.ddm4j.core.internal.run.CallBudget;
import io.github.ddm4j.core.internal.run.Context;
import io.github.ddm4j.core.internal.run.Events;
import io.github.ddm4j.core.internal.run.FlowSettings;
import io.github.ddm4j.core.internal.run.FlowState;
import io.github.ddm4j.core.internal.run.InstanceTurns;
import io.github.ddm4j.core.internal.run.Ports;
import io.github.ddm4j.core.internal.run.SafeCallerContext;
import io.github.ddm4j.core.port.AuditPort;
import io.github.ddm4j.core.port.SendGate;
import io.github.ddm4j.core.port.SubmissionJournal;
import io.github.ddm4j.core.validation.SettingException;
import io.github.ddm4j.core.validation.SettingException.Complaint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Collects the options of a {@link ScaleOutFlow}. Not thread-safe.
 *
 * @since 0.1.0
 */
public final class ScaleOutFlowBuilder {

    private static final int LEAST_CALLS = CallBudget.JOB + CallBudget.INSTANCE + CallBudget.SCALE_OUT;

    /** The age up to which an applied order matters to a new one. */
    private static final Duration JOURNAL_MEMORY = Duration.ofDays(1);

    /** The margin for events that a lease does not foresee, such as a pause of the machine. */
    private static final Duration MOST_MARGIN = Duration.ofSeconds(30);

    private static final int LOOKS_IN_A_LEASE = 3;
    private static final int JOURNAL_TRIES = 3;
    private static final int JOURNAL_PROOF_TRIES = 8;

    private Ports ports;
    private @Nullable Timekeeper time;
    private FlowListener listener = event -> {};
    private CallerContext callerContext = () -> CallerContext.Captured.NOTHING;
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
    private boolean checkLinkedRds = true;
    private Duration traceLag = Duration.ofMinutes(15);
    private Duration auditKeptFor = Duration.ofDays(7);
    private final List<BaselineGate> gates = new ArrayList<>();
    private @Nullable SubmissionJournal journal;
    private Duration sendWindow = Duration.ofSeconds(10);
    private Duration portDeadline = Duration.ofMinutes(2);
    private Duration lag = Duration.ofMinutes(2);
    private Duration abandonedAfter = Duration.ofHours(1);
    private OptionalInt nodesPerDay = OptionalInt.empty();

    ScaleOutFlowBuilder(Ports ports) {
        this.ports = ports;
    }

    /**
     * Sets the time of the flow; it stays open when the flow is closed. Default: the machine's, ended with the flow.
     */
    public ScaleOutFlowBuilder time(Timekeeper time) {
        this.time = requireNonNull(time, "time");
        return this;
    }

    /** Sets the observer of every step, who can change nothing by what it does or throws. Default: nobody. */
    public ScaleOutFlowBuilder listener(FlowListener listener) {
        this.listener = requireNonNull(listener, "listener");
        return this;
    }

    /**
     * Takes the caller's context, such as its trace, along to the threads of {@link ScaleOutFlow#submitAsync}, and tells the
     * id of its trace to events, log lines and spans. Default: nothing is taken along.
     */
    public ScaleOutFlowBuilder callerContext(CallerContext callerContext) {
        this.callerContext = requireNonNull(callerContext, "callerContext");
        return this;
    }

    /**
     * Adds a gate of the user's own: an approval, a change freeze, a limit. The flow asks it right before the order
     * leaves, once all is ready; an order that it refuses is not sent. Several gates are asked in the order in which
     * they are added. A gate that refuses without saying when to ask again ends the submission. Default: none.
     */
    public ScaleOutFlowBuilder gate(SendGate gate) {
        requireNonNull(gate, "gate");
        return gate((BaselineGate) baseline -> gate.ask(baseline.instanceId(), baseline.request()));
    }

    /** Adds a gate that is shown the baseline, such as one that stores it; see {@link #gate(SendGate)}. */
    public ScaleOutFlowBuilder gate(BaselineGate gate) {
        gates.add(requireNonNull(gate, "gate"));
        return this;
    }

    /**
     * Sets the number of requests that the flow may make in any period, whatever runs at once. Reading an instance
     * counts as three, the linked RDS instances as one, a list of jobs as one for every 128 of them, an order as one.
     * Requests that an adapter repeats, that follow a 401 or go to IAM are not counted, and flows of several processes
     * share no budget. Default: 60 a minute, the provider's documented limit for one user.
     *
     * @param calls from 6 on, or from 5 on without the check of linked RDS instances: what is read before an order is read
     *     together with it
     * @param period up to ten years, as for all times here
     */
    public ScaleOutFlowBuilder callBudget(int calls, Duration period) {
        this.callLimit = atLeast("calls", LEAST_CALLS, calls);
        this.callPeriod = positive("period", period);
        return this;
    }

    /**
     * Sets whether the linked RDS instances are read before an order, and by {@link ScaleOutFlow#preview}: rule V12.
     * Each order and each preview costs one request more. If they cannot be read, the provider has to refuse by itself.
     * Default: true.
     */
    public ScaleOutFlowBuilder checkLinkedRds(boolean checkLinkedRds) {
        this.checkLinkedRds = checkLinkedRds;
        return this;
    }

    /**
     * Sets the number of times that a request is sent that surely was not applied, the first time included. Default: 3.
     */
    public ScaleOutFlowBuilder maxAttempts(int maxAttempts) {
        this.maxAttempts = atLeast("maxAttempts", 1, maxAttempts);
        return this;
    }

    /**
     * Sets the time that a submission may take until its order leaves. It includes waiting for its turn and for room in
     * the budget, and trying again. A submission whose order surely cannot leave in time reads nothing. Default: 2 min.
     */
    public ScaleOutFlowBuilder sendWithin(Duration sendWithin) {
        this.sendWithin = positive("sendWithin", sendWithin);
        return this;
    }

    /** Sets the time to find out what became of a request whose answer was lost. Default: 30 min. */
    public ScaleOutFlowBuilder reconcileWithin(Duration reconcileWithin) {
        this.reconcileWithin = positive("reconcileWithin", reconcileWithin);
        return this;
    }

    /**
     * Sets the time for which all must be at rest and as before until a request whose answer was lost counts as not
     * applied. It has to be longer than a request may linger in the provider's gateway before it takes effect, together
     * with the time by which lists and instances lag behind. Other jobs have to be listed within a third of it.
     * Default: 5 min.
     */
    public ScaleOutFlowBuilder quietTime(Duration quietTime) {
        this.quietTime = positive("quietTime", quietTime);
        return this;
    }

    /** Sets the pause between readings. Default: 10 s. */
    public ScaleOutFlowBuilder pollInterval(Duration pollInterval) {
        this.pollInterval = positive("pollInterval", pollInterval);
        return this;
    }

    /**
     * Sets the time by which the provider's clock may be behind ours. More costs longer lists of jobs. Default: 15 min.
     */
    public ScaleOutFlowBuilder clockTolerance(Duration clockTolerance) {
        this.clockTolerance = positive("clockTolerance", clockTolerance);
        return this;
    }

    /**
     * Sets the time that a wait may take if the call does not say. A job that nobody has seen to end keeps its instance
     * busy for the same time. Default: 1 h.
     */
    public ScaleOutFlowBuilder waitAtMost(Duration waitAtMost) {
        this.waitAtMost = positive("waitAtMost", waitAtMost);
        return this;
    }

    /**
     * Sets what the flow does while another submission of the same instance goes on, and for {@link
     * ScaleOutFlow#ensure} while anything changes the instance's nodes. Default: wait.
     */
    public ScaleOutFlowBuilder whenBusy(WhenBusy whenBusy) {
        this.whenBusy = requireNonNull(whenBusy, "whenBusy");
        return this;
    }

    /**
     * Sets the provider's audit log as one more witness after a lost answer. It tells who ordered, and it knows of orders
     * that wait to be paid. What looks like ours is then told once the log has shown a trace of ours, or could have. A log
     * that the provider does not show is told once as {@code FlowEvent.AuditRefused}, and the flow goes on without it.
     * Costs one call a minute, or one in each {@link #traceLag} if that is shorter, and only after a lost answer. Default:
     * none.
     */
    public ScaleOutFlowBuilder audit(AuditPort audit) {
        this.ports = ports.with(requireNonNull(audit, "audit"));
        return this;
    }

    /**
     * Sets how late a trace may come into the audit log. Only after this time, counted from the end of the quiet time, the
     * absence of a trace means anything. Both together have to be shorter than the time for finding out. Matters with an
     * audit log alone. Default: 15 min.
     */
    public ScaleOutFlowBuilder traceLag(Duration traceLag) {
        this.traceLag = positive("traceLag", traceLag);
        return this;
    }

    /**
     * Sets for how long the provider keeps a trace. What is older and absent means nothing. Matters with an audit log alone.
     * Default: 7 days.
     */
    public ScaleOutFlowBuilder auditKeptFor(Duration auditKeptFor) {
        this.auditKeptFor = positive("auditKeptFor", auditKeptFor);
        return this;
    }

    /**
     * Sets the journal of idempotency keys. With one, every submission needs a key, and is ordered at most once
     * whatever dies: this process, a replica, an answer. The journal stays open when the flow is closed. Default: none.
     */
    public ScaleOutFlowBuilder journal(SubmissionJournal journal) {
        this.journal = requireNonNull(journal, "journal");
        return this;
    }

    /**
     * Sets the time for which the journal's permission to send an order holds, counted from before the journal is
     * asked. Matters with a journal alone. Default: 10 s.
     */
    public ScaleOutFlowBuilder sendWindow(Duration sendWindow) {
        this.sendWindow = positive("sendWindow", sendWindow);
        return this;
    }

    /**
     * Sets the longest time that one call of the port takes. A key whose sender is silent for longer is looked after by
     * others. Where the port {@linkplain io.github.ddm4j.core.port.ScaleOutPort#asksGateLast() does not ask last}, this
     * time is a part of the time in which an order may leave. Matters with a journal alone. Default: 2 min.
     */
    public ScaleOutFlowBuilder portDeadline(Duration portDeadline) {
        this.portDeadline = positive("portDeadline", portDeadline);
        return this;
    }

    /**
     * Sets the time that a request may linger in the provider's gateway before it takes effect, together with the time
     * by which lists and instances lag behind. The quiet time has to be longer than this and the send window together.
     * Matters with a journal alone. Default: 2 min.
     */
    public ScaleOutFlowBuilder lag(Duration lag) {
        this.lag = positive("lag", lag);
        return this;
    }

    /**
     * Sets the time for which a process may be paused between its last check and the first byte of an order. Once a
     * sender has fallen silent, its order counts as not applied only by a reading that begins later than this and finds
     * nothing. A longer pause may order twice. Matters with a journal alone. Default: 1 h.
     */
    public ScaleOutFlowBuilder abandonedAfter(Duration abandonedAfter) {
        this.abandonedAfter = positive("abandonedAfter", abandonedAfter);
        return this;
    }

    /**
     * Sets the most nodes that an instance gets within 24 hours, over all replicas that share the journal and its
     * setting. A submission that would pass it is refused as {@code QUOTA}. Needs a journal. Default: no limit.
     */
    public ScaleOutFlowBuilder nodesPerDay(int nodesPerDay) {
        this.nodesPerDay = OptionalInt.of(atLeast("nodesPerDay", 1, nodesPerDay));
        return this;
    }

    /**
     * Builds the flow.
     *
     * @throws SettingException if settings contradict each other. The quiet time has to fit into the time for finding
     *     out, with an audit log together with the lag of traces, and to be longer than the time that a request may linger. An order with the reads before it has to fit
     *     into the budget. A limit of nodes a day needs a journal that holds it
     */
    public ScaleOutFlow build() {
        if (quietTime.compareTo(reconcileWithin) >= 0) {
            throw new SettingException(new Complaint(
                    "quietTime", quietTime + " of " + reconcileWithin, "must be shorter than reconcileWithin"));
        }
        if (ports.audit().isPresent() && quietTime.plus(traceLag).compareTo(reconcileWithin) >= 0) {
            throw complaint("traceLag", traceLag, "must be shorter than reconcileWithin, together with quietTime");
        }
        atLeast("calls", checkLinkedRds ? LEAST_CALLS + CallBudget.SCHEMAS : LEAST_CALLS, callLimit);
        FlowSettings settings = new FlowSettings(
                maxAttempts,
                sendWithin,
                reconcileWithin,
                quietTime,
                pollInterval,
                clockTolerance,
                waitAtMost,
                whenBusy,
                checkLinkedRds,
                traceLag,
                auditKeptFor);
        Timekeeper keeper = time == null ? Timekeeper.system() : time;
        Events events = new Events(listener);
        Context context = new Context(
                ports,
                settings,
                keeper,
                new CallBudget(callLimit, callPeriod, keeper),
                new InstanceTurns(events),
                events,
                new FlowState(),
                new OwnReceipts(keeper, waitAtMost, quietTime),
                new SafeCallerContext(callerContext, events),
                List.copyOf(gates));
        return new ScaleOutFlow(context, access(keeper), time == null ? keeper::close : () -> {});
    }

    private Optional<JournalAccess> access(Timekeeper keeper) {
        if (journal == null) {
            if (nodesPerDay.isPresent()) {
                throw complaint("nodesPerDay", nodesPerDay.getAsInt(), "needs a journal that all replicas share");
            }
            return Optional.empty();
        }
        Duration window = ports.scaleOuts().asksGateLast() ? sendWindow : sendWindow.plus(portDeadline);
        Duration least = window.plus(lag);
        if (quietTime.compareTo(least) <= 0) {
            throw complaint("quietTime", quietTime, "must be longer than the time to send and lag together, " + least);
        }
        Duration look = pollInterval.plus(portDeadline).multipliedBy(LOOKS_IN_A_LEASE);
        Duration margin = portDeadline.compareTo(MOST_MARGIN) < 0 ? portDeadline : MOST_MARGIN;
        JournalSettings settings = new JournalSettings(
                JOURNAL_MEMORY,
                sendWithin.plus(margin),
                window,
                window.plus(portDeadline).plus(margin),
                look,
                abandonedAfter,
                nodesPerDay,
                JOURNAL_TRIES,
                JOURNAL_PROOF_TRIES);
        return Optional.of(JournalAccess.of(journal, settings, keeper::elapsed));
    }

    private static int atLeast(String name, int least, int value) {
        if (value < least) {
            throw complaint(name, value, "must be at least " + least);
        }
        return value;
    }

    private static Duration positive(String name, Duration value) {
        requireNonNull(value, name);
        if (value.isNegative() || value.isZero()) {
            throw complaint(name, value, "must be longer than zero");
        }
        if (value.compareTo(FlowSettings.LONGEST) > 0) {
            throw complaint(name, value, "must be at most " + FlowSettings.LONGEST);
        }
        return value;
    }

    private static SettingException complaint(String setting, Object value, String rule) {
        return new SettingException(Complaint.of(setting, value, rule));
    }
}
