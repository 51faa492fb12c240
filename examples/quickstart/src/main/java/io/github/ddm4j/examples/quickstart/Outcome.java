/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.examples.quickstart;

import io.github.ddm4j.core.exception.InvalidScaleOutException;
import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.flow.Ensured;
import io.github.ddm4j.core.flow.ScaleOutIncompleteException;
import io.github.ddm4j.core.flow.Submission;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.model.ScaleOutReceipt.JobStarted;
import io.github.ddm4j.core.model.ScaleOutReceipt.OrderPlaced;

/**
 * What came of a command.
 *
 * @param exitCode for the shell
 * @param word for the eye and for a script: ACCEPTED, UNKNOWN and so on
 * @param message what happened, and on lines of their own what to do
 */
record Outcome(int exitCode, String word, String message) {

    static final int DONE = 0;
    static final int INVALID = 2;
    static final int REJECTED = 3;
    static final int UNAVAILABLE = 4;
    static final int UNKNOWN = 5;
    static final int INCOMPLETE = 6;

    /** Word and message for a person, further lines below the first one. */
    String text() {
        return String.format("%-9s %s", word, message.replaceAll("\\R", System.lineSeparator() + " ".repeat(10)));
    }

    Outcome adding(String line) {
        return new Outcome(exitCode, word, message + "\n" + line);
    }

    static Outcome of(ScaleOutReceipt receipt) {
        String name = receipt.instanceName().map(text -> " (" + text + ")").orElse("");
        return new Outcome(DONE, "ACCEPTED", "instance " + receipt.instanceId() + name + "\n" + next(receipt));
    }

    private static String next(ScaleOutReceipt receipt) {
        if (receipt instanceof JobStarted started) {
            String order = started.orderId().map(id -> ", order " + id).orElse("");
            return "job " + started.jobId() + order + " is adding the nodes";
        }
        return "order " + ((OrderPlaced) receipt).orderId()
                + " is placed; the nodes come once it is paid (see it in the billing centre)";
    }

    static Outcome of(Submission.Applied applied) {
        if (applied instanceof Submission.Accepted accepted) {
            return of(accepted.receipt());
        }
        return new Outcome(DONE, "FOUND", "it was applied, though the answer was lost; " + watched(applied));
    }

    /** What to look at to see how it goes on. */
    static String watched(Submission.Applied applied) {
        return applied.jobId()
                .map(id -> "job " + id)
                .or(() -> applied.orderId().map(id -> "order " + id))
                .orElse("see the nodes of instance " + applied.instanceId());
    }

    static Outcome of(Ensured.AlreadyThere enough) {
        return new Outcome(DONE, "ENOUGH", enough.summary() + "\nNothing was sent.");
    }

    static Outcome done() {
        return new Outcome(DONE, "DONE", "the nodes are there");
    }

    static Outcome unpaid() {
        return new Outcome(DONE, "UNPAID", "Not waiting for a payment by hand; the order is kept by the provider.");
    }

    static Outcome notApplied() {
        return new Outcome(UNAVAILABLE, "NOT DONE", "The answer was lost, and nothing was applied. Try again.");
    }

    static Outcome of(ScaleOutIncompleteException failure) {
        return new Outcome(
                INCOMPLETE,
                "INCOMPLETE",
                failure.getMessage() + "\nIt was accepted, so do not order again because of this.");
    }

    static Outcome of(ScaleOutException failure) {
        if (failure instanceof InvalidScaleOutException) {
            return failed(INVALID, "INVALID", failure, "Mend the settings. Nothing was sent.");
        }
        if (failure instanceof ScaleOutRejectedException rejected) {
            return failed(
                    REJECTED, "REJECTED", failure, "Nothing was applied. Mend the cause (" + rejected.reason() + ").");
        }
        if (failure instanceof ProviderUnavailableException unavailable) {
            String wait = unavailable
                    .retryAfter()
                    .map(time -> " in " + time.toSeconds() + " s")
                    .orElse(" later");
            return failed(UNAVAILABLE, "UNAVAILABLE", failure, "Nothing was applied. Try again" + wait + ".");
        }
        if (failure instanceof OutcomeUnknownException) {
            return failed(
                    UNKNOWN,
                    "UNKNOWN",
                    failure,
                    "It may have been applied. Look at the instance, its jobs and its orders before you try again.");
        }
        throw new AssertionError(failure);
    }

    static Outcome invalid(String problems) {
        return new Outcome(INVALID, "INVALID", problems + "\nMend the settings. Nothing was sent.");
    }

    private static Outcome failed(int exitCode, String word, ScaleOutException failure, String advice) {
        return new Outcome(exitCode, word, failure.getMessage() + "\n" + advice);
    }
}
