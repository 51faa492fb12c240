/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.examples.boot;

import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.core.flow.Submission;
import java.net.URI;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /scale-outs}: answers with a receipt, or with a problem that says what to do. */
@RestController
class ScaleOutController {

    private final ScaleOuts scaleOuts;
    private final ServiceProperties properties;

    ScaleOutController(ScaleOuts scaleOuts, ServiceProperties properties) {
        this.scaleOuts = scaleOuts;
        this.properties = properties;
    }

    @PostMapping("/scale-outs")
    ResponseEntity<?> scaleOut(@RequestBody ScaleOutOrder order) throws InterruptedException {
        order.check();
        ScaleOut scaleOut = scaleOuts.start(order.instanceId(), order.request());
        URI progress = URI.create("/scale-outs/" + scaleOut.id() + "/progress");
        try {
            Submission submission =
                    scaleOut.submission().get(properties.answerWithin().toMillis(), TimeUnit.MILLISECONDS);
            return submission instanceof Submission.Applied applied
                    ? ResponseEntity.accepted().location(progress).body(Receipt.of(scaleOut, applied))
                    : Problems.foundNotApplied();
        } catch (TimeoutException e) {
            return Problems.unknownYet(progress);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ScaleOutException outcome) {
                return Problems.of(outcome);
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    @ExceptionHandler
    ResponseEntity<?> refused(ScaleOutException refused) {
        return Problems.of(refused);
    }
}
