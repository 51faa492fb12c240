/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.micrometer;

import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.core.model.IdempotencyKey;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.OrderId;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.model.ScaleOutReceipt.JobStarted;
import io.github.ddm4j.core.model.ScaleOutReceipt.OrderPlaced;
import io.github.ddm4j.core.port.Correlation;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import java.util.Optional;

/** The names of an observed call. Ids are keys of high cardinality, so they reach traces and no meter. */
final class CallConvention implements ObservationConvention<DdmCallContext> {

    /**
     * A name other than that of the meter, because a handler that makes meters of observations would otherwise count
     * every call twice.
     */
    static final String NAME = "ddm.port.call";

    @Override
    public boolean supportsContext(Observation.Context context) {
        return context instanceof DdmCallContext;
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public String getContextualName(DdmCallContext context) {
        return "ddm " + context.call();
    }

    /**
     * Returns the keys of low cardinality, at the beginning of a call and at its end. The outcome is among them once
     * the call has ended.
     */
    @Override
    public KeyValues getLowCardinalityKeyValues(DdmCallContext context) {
        KeyValues values = KeyValues.of("call", context.call());
        return context.outcome()
                .map(outcome -> values.and(
                        "outcome", outcome, "reason", context.reason().orElseThrow()))
                .orElse(values);
    }

    @Override
    public KeyValues getHighCardinalityKeyValues(DdmCallContext context) {
        KeyValues values =
                with(KeyValues.empty(), "ddm.instance", context.instanceId().map(InstanceId::value));
        Optional<Correlation> order = context.correlation();
        values = with(values, "ddm.key", order.flatMap(Correlation::key).map(IdempotencyKey::value));
        values = with(values, "ddm.attempt", order.map(Correlation::attempt).map(String::valueOf));
        if (context.getError() instanceof ScaleOutException failure) {
            values = with(values, "ddm.error.code", failure.errorCode());
            return with(values, "ddm.request.id", failure.requestId());
        }
        return context.result().orElse(null) instanceof ScaleOutReceipt receipt ? with(values, receipt) : values;
    }

    private static KeyValues with(KeyValues before, ScaleOutReceipt receipt) {
        KeyValues values = with(before, "ddm.request.id", receipt.requestId());
        if (receipt instanceof JobStarted started) {
            values = with(values, "ddm.order", started.orderId().map(OrderId::value));
            return with(values, "ddm.job", Optional.of(started.jobId()).map(JobId::value));
        }
        return with(
                values,
                "ddm.order",
                Optional.of(((OrderPlaced) receipt).orderId().value()));
    }

    private static KeyValues with(KeyValues values, String key, Optional<String> value) {
        return value.map(text -> values.and(KeyValue.of(key, text))).orElse(values);
    }
}
