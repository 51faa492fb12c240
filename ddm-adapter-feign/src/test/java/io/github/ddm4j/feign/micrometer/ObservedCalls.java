/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.micrometer;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps the observations that have ended, as a tracer would. */
final class ObservedCalls implements ObservationHandler<Observation.Context> {

    final ObservationRegistry registry = ObservationRegistry.create();
    final List<Observation.Context> ended = new CopyOnWriteArrayList<>();

    ObservedCalls() {
        registry.observationConfig().observationHandler(this);
    }

    @Override
    public void onStop(Observation.Context context) {
        ended.add(context);
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
        return true;
    }
}
