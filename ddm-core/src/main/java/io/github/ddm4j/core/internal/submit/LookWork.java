/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.submit;

import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.core.flow.FlowEvent;
import io.github.ddm4j.core.flow.KeyState;
import io.github.ddm4j.core.flow.Submission;
import io.github.ddm4j.core.internal.decide.Decision;
import io.github.ddm4j.core.internal.decide.History;
import io.github.ddm4j.core.internal.journal.Action;
import io.github.ddm4j.core.internal.journal.JournalRecord;
import io.github.ddm4j.core.internal.journal.JournalWork;
import io.github.ddm4j.core.internal.journal.KnownOrder;
import io.github.ddm4j.core.internal.journal.Late;
import io.github.ddm4j.core.internal.journal.Looked;
import io.github.ddm4j.core.internal.journal.Prepared;
import io.github.ddm4j.core.internal.run.Context;
import io.github.ddm4j.core.internal.run.Step;
import io.github.ddm4j.core.model.Baseline;
import io.github.ddm4j.core.model.Doubt;
import io.github.ddm4j.core.model.Evidence;
import io.github.ddm4j.core.model.IdempotencyKey;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.port.Correlation;
import io.github.ddm4j.core.port.SendGate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The work of a flow that sends nothing and only finds out. It goes from thread to thread, but is never in two. */
class LookWork implements JournalWork {

    /** An inquiry, and the record that it is about: another attempt, or another state of the same one, begins anew. */
    private record UnderWay(IdempotencyKey key, JournalRecord about, Inquiry inquiry) {

        boolean isOf(Action.Look look) {
            return key.equals(look.key())
                    && about.state() == look.about().state()
                    && about.attempt().equals(look.about().attempt())
                    && about.baseline().equals(look.about().baseline());
        }
    }

    final Context context;
    final Optional<String> traceId;
    private final InstanceId instance;
    private final Reconciler reconciler;
    private @Nullable UnderWay underWay;
    private @Nullable Submission found;
    private Doubt doubt = Doubt.NOT_LOOKED;
    private boolean told;
    private @Nullable Throwable journalFailure;

    LookWork(Context context, Reconciler reconciler, InstanceId instance, Optional<String> traceId) {
        this.context = context;
        this.reconciler = reconciler;
        this.instance = instance;
        this.traceId = traceId;
    }

    @Override
    public Step<Prepared> prepare(List<Late> late) {
        throw new IllegalStateException("Nothing is sent here");
    }

    @Override
    public SendResult order(String baseline, SendGate gate) {
        throw new IllegalStateException("Nothing is sent here");
    }

    /**
     * Takes over the journal's knowledge of other keys. Returns the key that too little is kept of, if there is one.
     */
    Optional<IdempotencyKey> learn(List<Late> late) {
        Optional<IdempotencyKey> shortened = Optional.empty();
        List<Baseline> inDoubt = new ArrayList<>();
        for (Late other : late) {
            if (other.knownOrder().isEmpty()) {
                Optional<Baseline> baseline = JournalTexts.baseline(other.baseline());
                baseline.ifPresent(inDoubt::add);
                shortened = baseline.isPresent() ? shortened : Optional.of(other.key());
                continue;
            }
            Submission.Applied applied =
                    JournalTexts.applied(instance, other, other.knownOrder().get());
            if (applied instanceof Submission.Remembered remembered
                    && remembered.kept().isEmpty()) {
                shortened = Optional.of(other.key());
            } else {
                context.own().learn(applied, other.age());
            }
        }
        context.own().learnDoubts(instance, inDoubt);
        return shortened;
    }

    @Override
    public Step<Looked> look(Action.Look look, Duration atMost) {
        return Step.begin(() -> {
                    learn(look.late());
                    Optional<Baseline> baseline =
                            JournalTexts.baseline(look.about().baseline());
                    if (baseline.isEmpty()) {
                        return Step.done(unreadable(look, "what was known before its order cannot be read"));
                    }
                    Duration begin = context.time().elapsed().plus(look.first());
                    return look(look, inquiry(look, baseline.get(), begin), begin, atMost);
                })
                .recover(bug -> Step.done(unreadable(look, String.valueOf(bug))));
    }

    private static Looked unreadable(Action.Look look, String why) {
        return new Looked.Unclear(Doubt.UNREADABLE.name(), why, look.about().evidence());
    }

    private Inquiry inquiry(Action.Look look, Baseline baseline, Duration begin) {
        if (underWay != null && underWay.isOf(look)) {
            return underWay.inquiry();
        }
        Correlation correlation = correlation(look.key());
        boolean ours = lost(look.key()).isPresent();
        if (!ours && look.about().state() == KeyState.SENDING) {
            context.events().tell(new FlowEvent.TakenOver(correlation));
        }
        Inquiry inquiry = reconciler.inquire(
                correlation,
                baseline,
                History.anew(JournalTexts.observations(look.about().evidence())),
                lost(look.key()).orElseGet(LookWork::vanished),
                begin.plus(context.settings().reconcileWithin()));
        found = null;
        doubt = Doubt.NOT_LOOKED;
        told = false;
        underWay = new UnderWay(look.key(), look.about(), inquiry);
        return inquiry;
    }

    static OutcomeUnknownException vanished() {
        return new OutcomeUnknownException(
                "Whoever sent it has not told the journal how it ended", ProviderError.NONE, null);
    }

    /** Returns the failure that lost the answer to an order of this run; empty if the run has sent none for the key. */
    Optional<OutcomeUnknownException> lost(IdempotencyKey key) {
        return Optional.empty();
    }

    Correlation correlation(IdempotencyKey key) {
        return new Correlation(instance, Optional.of(key), 0, Optional.empty(), traceId);
    }

    private Step<Looked> look(Action.Look look, Inquiry inquiry, Duration begin, Duration atMost) {
        Duration renewAt = begin.plus(atMost);
        return Step.pause(begin)
                .then(over -> Step.repeat(() -> reconciler.look(inquiry).then(decision -> {
                    boolean due = context.time().elapsed().compareTo(renewAt) >= 0;
                    Optional<Looked> more =
                            due ? Optional.of(new Looked.More(text(inquiry, inquiry.lateDoubt()))) : Optional.empty();
                    return Step.done(
                            decision.map(made -> looked(look, inquiry, made)).or(() -> more));
                })))
                .recover(failure -> Step.done(stopped(inquiry, failure)));
    }

    private static String text(Inquiry inquiry, Doubt doubt) {
        return JournalTexts.text(inquiry.evidence(doubt));
    }

    private Looked looked(Action.Look look, Inquiry inquiry, Decision decision) {
        Optional<Submission> outcome = Reconciler.outcome(inquiry, decision);
        if (outcome.isEmpty()) {
            return unclear(inquiry, Reconciler.doubt(inquiry, decision));
        }
        if (outcome.get() instanceof Submission.FoundApplied found) {
            KnownOrder known = new KnownOrder(
                    found.trace().isPresent() ? KnownOrder.Source.TRACE : KnownOrder.Source.FOUND,
                    found.jobId(),
                    found.orderId());
            if (look.notOurs().contains(known.witness(look.key()))) {
                return unclear(inquiry, Doubt.OTHER_CHANGES);
            }
            this.found = found;
            return new Looked.Found(known, text(inquiry, inquiry.lateDoubt()));
        }
        found = outcome.get();
        return new Looked.Nothing(text(inquiry, inquiry.lateDoubt()));
    }

    private Looked unclear(Inquiry inquiry, Doubt why) {
        doubt = why;
        giveUp(inquiry.correlation(), inquiry.evidence(why));
        return new Looked.Unclear(why.name(), why.text(), text(inquiry, why));
    }

    private Looked stopped(Inquiry inquiry, Throwable failure) {
        Optional<Doubt> why = Reconciler.doubtOf(failure);
        if (why.isEmpty()) {
            inquiry.lost().addSuppressed(failure);
            return unclear(inquiry, inquiry.lateDoubt());
        }
        doubt = why.get();
        giveUp(inquiry.correlation(), inquiry.evidence(doubt));
        return new Looked.Stopped(doubt.name(), text(inquiry, doubt));
    }

    private void giveUp(Correlation correlation, Evidence evidence) {
        told = true;
        context.events().tell(new FlowEvent.GaveUp(correlation, evidence));
    }

    /** Tells that a key is in doubt, unless this run has told so already. */
    void tellDoubt(IdempotencyKey key, Evidence evidence) {
        if (!told || !isAbout(key)) {
            giveUp(correlation(key), evidence);
        }
    }

    private boolean isAbout(IdempotencyKey key) {
        return underWay != null && underWay.key().equals(key);
    }

    /** Returns the submission that this run has found for a key. */
    Optional<Submission> found(IdempotencyKey key) {
        return isAbout(key) ? Optional.ofNullable(found) : Optional.empty();
    }

    /** Returns the evidence that this run has seen for a key. */
    Optional<Evidence> evidence(IdempotencyKey key) {
        return underWay != null && isAbout(key) ? Optional.of(underWay.inquiry().evidence(doubt)) : Optional.empty();
    }

    @Override
    public Step<Duration> pause(Duration time) {
        return Step.pause(context.time().elapsed().plus(time)).recover(stopped -> Step.done(time));
    }

    @Override
    public void pauseInGate(Duration time) {
        try {
            context.time().await(new CompletableFuture<>(), time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void failed(Throwable failure) {
        journalFailure = failure;
    }

    /** Returns the latest failure of the journal. */
    Optional<Throwable> journalFailure() {
        return Optional.ofNullable(journalFailure);
    }
}
