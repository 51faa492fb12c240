/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.examples.boot;

import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.core.flow.Submission;
import io.github.ddm4j.core.port.SubmissionJournal;
import java.net.URI;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** {@code POST /scale-outs}: answers with a receipt, or with a problem that says what to do. */
@RestController
class ScaleOutController {

    private final ScaleOuts scaleOuts;
    private final ServiceProperties properties;
    private final ObjectProvider<SubmissionJournal> journals;

    ScaleOutController(ScaleOuts scaleOuts, ServiceProperties properties, ObjectProvider<SubmissionJournal> journals) {
        this.scaleOuts = scaleOuts;
        this.properties = properties;
        this.journals = journals;
    }

    @PostMapping("/scale-outs")
    ResponseEntity<?> scaleOut(
            @RequestBody ScaleOutOrder order, @RequestHeader(name = Problems.KEY, required = false) String key)
            throws InterruptedException {
        Wish wish = order.wish(key);
        if (key != null && journals.getIfAvailable() == null) {
            throw new ResponseStatusException(
                    HttpStatus.BAD_REQUEST, Problems.KEY + " needs a journal, which comes with the profile replicas");
        }
        ScaleOut scaleOut = scaleOuts.start(wish);
        URI progress = URI.create("/scale-outs/" + scaleOut.id() + "/progress");
        try {
            Submission submission =
                    scaleOut.submission().get(properties.answerWithin().toMillis(), TimeUnit.MILLISECONDS);
            return submission instanceof Submission.Applied applied
                    ? ResponseEntity.accepted().location(progress).body(Receipt.of(scaleOut, applied))
                    : Problems.foundNotApplied();
        } catch (TimeoutException e) {
            return Problems.unknownYet(progress, wish);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ScaleOutException outcome) {
                return Problems.of(outcome, wish.key().isPresent());
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    @ExceptionHandler
    ResponseEntity<?> refused(ScaleOutException refused) {
        return Problems.of(refused, false);
    }
}
