/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.examples.boot;

import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.flow.Submission;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.ScaleOutRequest;
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

    ScaleOut start(InstanceId instance, ScaleOutRequest request) {
        ScaleOut scaleOut = board.open(instance);
        workers.execute(() -> run(scaleOut, request));
        return scaleOut;
    }

    private void run(ScaleOut scaleOut, ScaleOutRequest request) {
        try {
            Submission submission = flow.submit(scaleOut.instance(), request);
            if (submission instanceof Submission.Applied applied) {
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
}
