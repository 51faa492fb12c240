/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.examples.boot;

import io.github.ddm4j.fake.FakeCloud;
import io.github.ddm4j.fake.Fault;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** {@code POST /fake/faults/{fault}}: lets the next order go wrong, to see what the service makes of it. */
@RestController
@Profile("fake")
class FaultController {

    private final FakeCloud cloud;

    FaultController(FakeCloud cloud) {
        this.cloud = cloud;
    }

    @PostMapping("/fake/faults/{fault}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void failNext(@PathVariable String fault) {
        switch (fault) {
            case "lost-order" -> cloud.failNext(Fault.hangUp());
            case "lost-answer" -> cloud.failNext(Fault.hangUp().afterApplying());
            case "refusal" -> cloud.failNext(Fault.answer(400, "DBS.280001", "Parameter error."));
            case "throttling" -> cloud.failNext(3, Fault.throttled());
            default -> throw new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such fault");
        }
    }
}
