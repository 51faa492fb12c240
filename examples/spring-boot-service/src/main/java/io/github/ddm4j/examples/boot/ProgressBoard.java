/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.examples.boot;

import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.flow.FlowEvent;
import io.github.ddm4j.core.flow.FlowListener;
import io.github.ddm4j.core.model.InstanceId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Is told every step by the flow, because it is a bean, and keeps the steps with the scale-out they belong to. */
@Component
class ProgressBoard implements FlowListener {

    private static final int KEPT = 1000;

    /** One for an instance at a time, so that an event's instance tells whose it is. */
    private final Map<InstanceId, ScaleOut> running = new ConcurrentHashMap<>();

    private final Map<String, ScaleOut> latest = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ScaleOut> eldest) {
            return size() > KEPT;
        }
    };

    /** Returns the scale-out of the wish: a new one, or the one that is going on if the wish was sent again. */
    ScaleOut open(ScaleOut mine) {
        ScaleOut other = running.putIfAbsent(mine.wish().instance(), mine);
        if (other != null) {
            if (mine.wish().isSameAs(other.wish())) {
                return other;
            }
            throw new ScaleOutRejectedException(
                    RejectionReason.INSTANCE_BUSY,
                    "Nothing was sent: scale-out " + other.id() + " of the instance is going on",
                    ProviderError.NONE);
        }
        synchronized (latest) {
            latest.put(mine.id(), mine);
        }
        return mine;
    }

    void close(ScaleOut scaleOut) {
        running.remove(scaleOut.wish().instance(), scaleOut);
        scaleOut.end();
    }

    Optional<ScaleOut> find(String id) {
        synchronized (latest) {
            return Optional.ofNullable(latest.get(id));
        }
    }

    @Override
    public void on(FlowEvent event) {
        event.instance().map(running::get).ifPresent(scaleOut -> scaleOut.add(Step.of(event)));
    }
}
