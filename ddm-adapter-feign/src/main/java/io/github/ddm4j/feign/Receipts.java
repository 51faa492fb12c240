/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.OrderId;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.model.ScaleOutReceipt.JobStarted;
import io.github.ddm4j.core.model.ScaleOutReceipt.OrderPlaced;
import io.github.ddm4j.feign.EnlargeJson.Answered;
import io.github.ddm4j.feign.http.Answer;
import io.github.ddm4j.feign.internal.CallFailure.UnusableAnswer;
import io.github.ddm4j.feign.internal.Reply;
import java.util.Optional;

/** Makes receipts from answers, and takes nothing for one that does not say what was started. */
final class Receipts {

    private Receipts() {}

    /** @throws UnusableAnswer if the answer is about another instance, or names neither a job nor an order */
    static ScaleOutReceipt of(InstanceId asked, Reply<Answered> reply) {
        Answered body = reply.body();
        Answer answer = reply.answer();
        if (body.instanceId() != null && !body.instanceId().equals(asked.value())) {
            throw new UnusableAnswer("it is about another instance", answer);
        }
        Optional<String> name = Optional.ofNullable(body.instanceName()).map(answer::hideSecrets);
        Optional<JobId> job = WireValues.optionalId("jobId", body.jobId(), JobId::new, answer);
        Optional<OrderId> order = WireValues.optionalId("orderId", body.orderId(), OrderId::new, answer);
        if (job.isPresent()) {
            return new JobStarted(asked, name, job.get(), order);
        }
        return new OrderPlaced(
                asked,
                name,
                order.orElseThrow(() -> new UnusableAnswer("it names neither a job nor an order", answer)));
    }
}
