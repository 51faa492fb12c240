/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.examples.quickstart;

import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.ScaleOutFlowBuilder;
import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.core.flow.Payment;
import io.github.ddm4j.core.flow.Preview;
import io.github.ddm4j.core.flow.ScaleOutIncompleteException;
import io.github.ddm4j.core.flow.ScaledOut;
import io.github.ddm4j.core.flow.Submission;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.ScaleOutReceipt.OrderPlaced;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.feign.FeignScaleOutAdapter;
import java.io.PrintStream;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;

/** Preview, submit, find out if the answer is lost, and wait until the nodes are there. */
final class WholeJob {

    private final InstanceId instance;
    private final ScaleOutRequest request;
    private final PrintStream out;

    WholeJob(InstanceId instance, ScaleOutRequest request, PrintStream out) {
        this.instance = instance;
        this.request = request;
        this.out = out;
    }

    int run(FeignScaleOutAdapter ddm, UnaryOperator<ScaleOutFlowBuilder> settings) {
        WhatIsKnown known = new WhatIsKnown(out, new ProgressBar(out, System.console() != null));
        ScaleOutFlowBuilder builder = settings.apply(ScaleOutFlow.builder(ddm)).listener(known);
        try (ScaleOutFlow flow = builder.build()) {
            Outcome outcome = known.sayIfInterrupted(() -> outcome(flow));
            out.println(outcome.text());
            return outcome.exitCode();
        }
    }

    private Outcome outcome(ScaleOutFlow flow) {
        try {
            Preview preview = flow.preview(instance, request).orThrow();
            out.println("before    " + preview.nodesBefore() + " nodes, " + preview.nodesAfter() + " when done; "
                    + cost(preview.payment()));
            Submission submission = flow.submit(instance, request);
            if (!(submission instanceof Submission.Applied applied)) {
                return Outcome.notApplied();
            }
            out.println(Outcome.of(applied).text());
            return waitsForPayment(applied) ? Outcome.unpaid() : end(flow, applied);
        } catch (ScaleOutException e) {
            return Outcome.of(e);
        }
    }

    private boolean waitsForPayment(Submission.Applied applied) {
        return applied instanceof Submission.Accepted accepted
                && accepted.receipt() instanceof OrderPlaced
                && !request.autoPay();
    }

    private static Outcome end(ScaleOutFlow flow, Submission.Applied applied) {
        try {
            ScaledOut done = flow.await(applied).join();
            return Outcome.done(done.instance().nodeCount());
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
