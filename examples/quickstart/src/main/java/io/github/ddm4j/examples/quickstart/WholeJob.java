/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.examples.quickstart;

import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.ScaleOutFlowBuilder;
import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.core.flow.Ensured;
import io.github.ddm4j.core.flow.Payment;
import io.github.ddm4j.core.flow.Preview;
import io.github.ddm4j.core.flow.ScaleOutIncompleteException;
import io.github.ddm4j.core.flow.ScaledOut;
import io.github.ddm4j.core.flow.Submission;
import io.github.ddm4j.core.flow.UnresolvedSubmissionException;
import io.github.ddm4j.core.model.Evidence;
import io.github.ddm4j.core.model.IdempotencyKey;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.NodeTarget;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.port.SendGate;
import io.github.ddm4j.feign.FeignScaleOutAdapter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Orders or counts or finds out, and then waits until the nodes are there; or makes the plain call alone. */
final class WholeJob {

    private final Report report;
    private final EvidenceFile file;

    WholeJob(Report report, EvidenceFile file) {
        this.report = report;
        this.file = file;
    }

    /** Makes a wish of the flow, and follows it to its end. */
    int run(
            FeignScaleOutAdapter ddm,
            UnaryOperator<ScaleOutFlowBuilder> settings,
            Function<ScaleOutFlow, Ensured> wish) {
        return follow(WhatIsKnown.beforeAnOrder(report, file), ddm, settings, wish);
    }

    /** Goes on finding out what became of an order, from the evidence in a file. */
    int reconcile(FeignScaleOutAdapter ddm, UnaryOperator<ScaleOutFlowBuilder> settings, Path from, Evidence evidence) {
        WhatIsKnown known = WhatIsKnown.afterALostAnswer(report, file, from);
        report.line("LOOKING   While nothing is seen of the order it takes 5 to 30 minutes to tell; nothing is sent.");
        return follow(known, ddm, settings, flow -> flow.reconcile(evidence));
    }

    /** Makes one call and no read: what is known of it is whether it was sent, and what the provider answered. */
    int plainCall(FeignScaleOutAdapter ddm, InstanceId instance, ScaleOutRequest request) {
        WhatIsKnown known = WhatIsKnown.beforeAnOrder(report, file);
        SendGate gate = (to, order) -> {
            known.sending();
            return SendGate.Permission.granted();
        };
        return known.sayIfInterrupted(() -> report.end(answer(ddm, instance, request, gate)));
    }

    private static Outcome answer(
            FeignScaleOutAdapter ddm, InstanceId instance, ScaleOutRequest request, SendGate gate) {
        try {
            return Outcome.of(ddm.scaleOut(instance, request, gate));
        } catch (OutcomeUnknownException e) {
            return Outcome.of(e).adding("A plain call reads nothing before it, so there is no evidence for reconcile.");
        } catch (ScaleOutException e) {
            return Outcome.of(e);
        }
    }

    private int follow(
            WhatIsKnown known,
            FeignScaleOutAdapter ddm,
            UnaryOperator<ScaleOutFlowBuilder> settings,
            Function<ScaleOutFlow, Ensured> wish) {
        try (ScaleOutFlow flow =
                settings.apply(ScaleOutFlow.builder(ddm)).listener(known).build()) {
            return known.sayIfInterrupted(() -> report.end(outcome(flow, wish)));
        }
    }

    private Outcome outcome(ScaleOutFlow flow, Function<ScaleOutFlow, Ensured> wish) {
        try {
            Ensured became = wish.apply(flow);
            if (became instanceof Ensured.AlreadyThere enough) {
                report.fact("nodesAfter", enough.nodes());
                return Outcome.of(enough);
            }
            if (!(became instanceof Submission.Applied applied)) {
                return Outcome.notApplied();
            }
            report.line(Outcome.of(applied).text());
            report.fact("instanceId", applied.instanceId().value());
            applied.jobId().ifPresent(id -> report.fact("jobId", id.value()));
            applied.orderId().ifPresent(id -> report.fact("orderId", id.value()));
            return waitsForPayment(applied) ? Outcome.unpaid() : end(flow, applied);
        } catch (UnresolvedSubmissionException e) {
            file.keep(e.evidence());
            return Outcome.of(e);
        } catch (ScaleOutException e) {
            return Outcome.of(e);
        }
    }

    /** Shows what would happen, then orders. */
    Submission submit(ScaleOutFlow flow, Optional<IdempotencyKey> key, InstanceId instance, ScaleOutRequest request) {
        Preview preview = flow.preview(instance, request).orThrow();
        report.line("before    " + preview.nodesBefore() + " nodes, " + preview.nodesAfter() + " when done; "
                + cost(preview.payment()));
        report.fact("nodesBefore", preview.nodesBefore());
        return key.map(wish -> flow.submit(wish, instance, request)).orElseGet(() -> flow.submit(instance, request));
    }

    Ensured ensure(ScaleOutFlow flow, Optional<IdempotencyKey> key, InstanceId instance, NodeTarget target) {
        report.line("target    " + target.nodes() + " nodes");
        return key.map(wish -> flow.ensure(wish, instance, target)).orElseGet(() -> flow.ensure(instance, target));
    }

    private static boolean waitsForPayment(Submission.Applied applied) {
        return !(applied instanceof Submission.Remembered)
                && applied.orderId().isPresent()
                && applied.jobId().isEmpty()
                && !applied.baseline().request().autoPay();
    }

    private Outcome end(ScaleOutFlow flow, Submission.Applied applied) {
        try {
            ScaledOut done = flow.await(applied).join();
            report.line("after     " + done.nodeCount() + " nodes");
            report.fact("nodesAfter", done.nodeCount());
            return Outcome.done();
        } catch (CompletionException e) {
            if (e.getCause() instanceof ScaleOutIncompleteException incomplete) {
                return Outcome.of(incomplete);
            }
            throw e;
        }
    }

    private static String cost(Payment payment) {
        return switch (payment) {
            case BY_USE -> "paid by use";
            case ORDER_PAID_AT_ONCE -> "an order is placed and paid from the account";
            case ORDER_PAID_BY_HAND -> "an order is placed, to be paid by hand";
            case UNKNOWN -> "how it is paid for is not known";
        };
    }
}
