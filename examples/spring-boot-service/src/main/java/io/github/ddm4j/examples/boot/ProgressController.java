/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.examples.boot;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** {@code GET /scale-outs/{id}/progress}: all steps from the first one on, as server-sent events, until the last one. */
@RestController
class ProgressController {

    private static final long NO_TIMEOUT = 0;
    private static final long KEEP_ALIVE_SECONDS = 15;

    private final ProgressBoard board;
    private final ExecutorService workers;

    ProgressController(ProgressBoard board, ExecutorService workers) {
        this.board = board;
        this.workers = workers;
    }

    @GetMapping("/scale-outs/{id}/progress")
    SseEmitter progress(@PathVariable String id) {
        ScaleOut scaleOut = board.find(id)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such scale-out"));
        SseEmitter reader = new SseEmitter(NO_TIMEOUT);
        workers.execute(() -> send(scaleOut, reader));
        return reader;
    }

    /** In a thread of the reader's own: a slow one must not hold up the flow. */
    private static void send(ScaleOut scaleOut, SseEmitter reader) {
        try {
            int sent = 0;
            List<Step> steps = scaleOut.next(sent, KEEP_ALIVE_SECONDS);
            while (steps != null) {
                for (Step step : steps) {
                    reader.send(SseEmitter.event().name(step.name()).data(step, MediaType.APPLICATION_JSON));
                }
                if (steps.isEmpty()) {
                    // Tells whether the reader is still there.
                    reader.send(SseEmitter.event().comment("waiting"));
                }
                sent += steps.size();
                steps = scaleOut.next(sent, KEEP_ALIVE_SECONDS);
            }
            reader.complete();
        } catch (IOException | IllegalStateException gone) {
            reader.completeWithError(gone);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            reader.complete();
        }
    }
}
