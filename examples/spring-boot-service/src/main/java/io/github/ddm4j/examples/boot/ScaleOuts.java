/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.examples.boot;

import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.flow.Submission;
import java.util.concurrent.ExecutorService;
import org.springframework.stereotype.Service;

/** Runs scale-outs: submits each, and waits for its nodes, in the background. */
@Service
class ScaleOuts {

    private final ScaleOutFlow flow;
    private final ProgressBoard board;
    private final ExecutorService workers;

    ScaleOuts(ScaleOutFlow flow, ProgressBoard board, ExecutorService workers) {
        this.flow = flow;
        this.board = board;
        this.workers = workers;
    }

    ScaleOut start(Wish wish) {
        ScaleOut mine = new ScaleOut(wish);
        ScaleOut scaleOut = board.open(mine);
        if (scaleOut == mine) {
            workers.execute(() -> run(mine));
        }
        return scaleOut;
    }

    private void run(ScaleOut scaleOut) {
        try {
            Submission submission = scaleOut.wish().submitTo(flow);
            if (submission instanceof Submission.Applied applied && canBeAwaited(applied)) {
                flow.await(applied).whenComplete((done, failure) -> board.close(scaleOut));
            } else {
                board.close(scaleOut);
            }
            scaleOut.submission().complete(submission);
        } catch (RuntimeException e) {
            board.close(scaleOut);
            scaleOut.submission().completeExceptionally(e);
        }
    }

    /** Of what was ordered long ago the journal may not know the nodes from before. */
    private static boolean canBeAwaited(Submission.Applied applied) {
        return !(applied instanceof Submission.Remembered remembered)
                || remembered.kept().isPresent();
    }
}
