/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.OrderId;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.model.ScaleOutReceipt.JobStarted;
import io.github.ddm4j.core.model.ScaleOutReceipt.OrderPlaced;
import io.github.ddm4j.core.validation.ScaleOutRules;
import io.github.ddm4j.feign.CallFailure.UnusableAnswer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes receipts from answers, and takes nothing for one that does not say what was started. */
final class Receipts {

    private Receipts() {}

    /** @throws UnusableAnswer if the answer is about another instance, or names neither a job nor an order */
    static ScaleOutReceipt of(InstanceId asked, Reply<JsonNode> reply) {
        JsonNode body = reply.body();
        if (!body.isObject()) {
            throw new UnusableAnswer("its body is not the JSON we know", reply.answer());
        }
        String told = text(body.get("instanceId"));
        if (told != null && !told.equals(asked.value())) {
            throw new UnusableAnswer("it is about another instance", reply.answer());
        }
        Optional<String> name =
                Optional.ofNullable(text(body.get("instanceName"))).map(reply.answer()::hideSecrets);
        Optional<JobId> job = id("jobId", body.get("jobId"), reply).map(JobId::new);
        Optional<OrderId> order = id("orderId", body.get("orderId"), reply).map(OrderId::new);
        if (job.isPresent()) {
            return new JobStarted(asked, name, job.get(), order);
        }
        return new OrderPlaced(
                asked,
                name,
                order.orElseThrow(() -> new UnusableAnswer("it names neither a job nor an order", reply.answer())));
    }

    private static Optional<String> id(String field, @Nullable JsonNode value, Reply<?> reply) {
        String text = text(value);
        if (text != null && ScaleOutRules.checkId(field, text).isPresent()) {
            throw new UnusableAnswer("its " + field + " cannot be an id", reply.answer());
        }
        return Optional.ofNullable(text);
    }

    /** The text; null if absent or blank. What is no text at all is shown as JSON, which no id looks like. */
    private static @Nullable String text(@Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return null;
        }
        String text = value.isTextual() ? value.textValue() : "not text: " + value.getNodeType();
        return text.isBlank() ? null : text;
    }
}
