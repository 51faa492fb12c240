/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.micrometer;

import static java.util.Objects.requireNonNull;

import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.core.flow.FlowEvent;
import io.github.ddm4j.core.flow.FlowListener;
import io.github.ddm4j.core.port.InstancePort;
import io.github.ddm4j.core.port.JobPort;
import io.github.ddm4j.core.port.ScaleOutPort;
import io.github.ddm4j.feign.auth.TokenListener;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;

/**
 * Meters and observations of what the library does: {@linkplain #observe calls} of any adapter, and, given as a listener
 * to {@link io.github.ddm4j.core.ScaleOutFlowBuilder#listener} and {@link
 * io.github.ddm4j.feign.auth.IamTokenProvider.Builder#listener}, the steps of a flow and renewals of tokens. Tags come from
 * fixed sets: no id, no word of the provider's and no token is in one. Thread-safe.
 *
 * <p>The names are listed in {@code docs/operating.md}. The circuit breakers are shown by resilience4j-micrometer.
 *
 * @since 0.1.0
 */
public final class DdmMetrics implements FlowListener, TokenListener {

    private final MeterRegistry meters;
    private final ObservationRegistry observations;
    private final FlowMeters flow;

    private DdmMetrics(MeterRegistry meters, ObservationRegistry observations) {
        this.meters = requireNonNull(meters, "meters");
        this.observations = requireNonNull(observations, "observations");
        this.flow = new FlowMeters(meters);
        // At 0, from the start, as in FlowMeters.
        renewals(Ending.of(RejectionReason.ACCESS));
        renewals(Ending.OUTAGE);
    }

    /** Meters alone, for an application without observations. */
    public static DdmMetrics of(MeterRegistry meters) {
        ObservationRegistry observations = ObservationRegistry.create();
        observations.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
        return new DdmMetrics(meters, observations);
    }

    /**
     * Meters and traces. What becomes of a call is up to the handlers of the observations: the meter {@code ddm.call}
     * needs a {@link DefaultMeterObservationHandler}, which Spring Boot brings.
     */
    public static DdmMetrics of(MeterRegistry meters, ObservationRegistry observations) {
        return new DdmMetrics(meters, observations);
    }

    /** An adapter with every call observed. */
    public <A extends ScaleOutPort & InstancePort & JobPort> ObservedPorts observe(A adapter) {
        return observe(adapter, adapter, adapter);
    }

    /** Three ports with every call observed. */
    public ObservedPorts observe(ScaleOutPort scaleOuts, InstancePort instances, JobPort jobs) {
        return new ObservedPorts(observations, scaleOuts, instances, jobs);
    }

    /**
     * Buckets for the durations of calls, from 5 milliseconds to 1 minute, which quantiles over several servers need.
     * About 50 time series for each combination of tags. Give it to the configuration of the registry before the first
     * call.
     */
    public static MeterFilter histograms() {
        DistributionStatisticConfig buckets = DistributionStatisticConfig.builder()
                .percentilesHistogram(true)
                .minimumExpectedValue((double) Duration.ofMillis(5).toNanos())
                .maximumExpectedValue((double) Duration.ofMinutes(1).toNanos())
                .build();
        return new MeterFilter() {
            @Override
            public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
                return id.getName().equals(CallConvention.NAME) ? buckets.merge(config) : config;
            }
        };
    }

    @Override
    public void on(FlowEvent event) {
        flow.on(event);
    }

    @Override
    public void renewed(Duration took) {
        renewal(Ending.OK, took);
    }

    @Override
    public void renewalFailed(Duration took, ScaleOutException failure) {
        renewal(Ending.ofFailure(failure), took);
    }

    private void renewal(Ending ending, Duration took) {
        renewals(ending).record(took);
    }

    private Timer renewals(Ending ending) {
        return meters.timer("ddm.token.renewals", ending.tags());
    }
}
