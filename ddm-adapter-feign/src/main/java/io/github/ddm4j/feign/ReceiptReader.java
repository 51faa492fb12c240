/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.OrderId;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.model.ScaleOutReceipt.JobStarted;
import io.github.ddm4j.core.model.ScaleOutReceipt.OrderPlaced;
import io.github.ddm4j.feign.DdmWire.EnlargeReply;
import io.github.ddm4j.feign.internal.CallFailed;
import io.github.ddm4j.feign.internal.DecodedAnswer;
import java.util.Optional;

/** Makes receipts from answers, and none from an answer that does not say what was started. */
final class ReceiptReader {

    private ReceiptReader() {}

    /** @throws CallFailed if the answer is about another instance, or names neither a job nor an order */
    static ScaleOutReceipt receipt(InstanceId asked, DecodedAnswer<EnlargeReply> reply) {
        EnlargeReply body = reply.body();
        WireValues values = new WireValues(reply);
        Optional<InstanceId> told = values.optionalId("instanceId", body.instanceId(), InstanceId::new);
        if (told.isPresent() && !told.get().equals(asked)) {
            throw values.unusable("it is about another instance");
        }
        Optional<String> name = values.shown(body.instanceName());
        Optional<JobId> job = values.optionalId("jobId", body.jobId(), JobId::new);
        Optional<OrderId> order = values.optionalId("orderId", body.orderId(), OrderId::new);
        Optional<String> request = Optional.ofNullable(reply.answer().requestId());
        if (job.isPresent()) {
            return new JobStarted(asked, name, job.get(), order, request);
        }
        return new OrderPlaced(
                asked, name, order.orElseThrow(() -> values.unusable("it names neither a job nor an order")), request);
    }
}
