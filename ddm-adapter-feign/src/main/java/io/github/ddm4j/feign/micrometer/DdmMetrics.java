/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.micrometer;

import static java.util.Objects.requireNonNull;

import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.core.flow.CallerContext;
import io.github.ddm4j.core.flow.FlowEvent;
import io.github.ddm4j.core.flow.FlowListener;
import io.github.ddm4j.core.port.AuditPort;
import io.github.ddm4j.core.port.InstancePort;
import io.github.ddm4j.core.port.JobPort;
import io.github.ddm4j.core.port.ScaleOutPort;
import io.github.ddm4j.feign.FeignScaleOutAdapter;
import io.github.ddm4j.feign.auth.TokenListener;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Meters and observations of the library. {@linkplain #observe Observed} ports count the calls of any adapter. Given as
 * a listener to {@link io.github.ddm4j.core.ScaleOutFlowBuilder#listener} and {@link
 * io.github.ddm4j.feign.auth.IamTokenProvider.Builder#listener}, it counts the steps of a flow and renewals of tokens.
 * Tags come from fixed sets: no id, no word of the provider's and no token is in one. Thread-safe.
 *
 * <p>The names are listed in {@code docs/operating.md}. The series that the alerts and the dashboard there look at
 * begin with 0 at the start.
 *
 * @since 0.1.0
 */
public final class DdmMetrics implements FlowListener, TokenListener {

    private final MeterRegistry meters;
    private final ObservationRegistry observations;
    private final CallMeters calls;
    private final FlowMeters flow;

    private DdmMetrics(MeterRegistry meters, ObservationRegistry observations) {
        this.meters = requireNonNull(meters, "meters");
        this.observations = requireNonNull(observations, "observations");
        this.calls = new CallMeters(meters);
        this.flow = new FlowMeters(meters);
        // At 0 from the start, as in CallMeters.
        renewals(OutcomeTags.OK);
        renewals(OutcomeTags.of(RejectionReason.ACCESS));
        renewals(OutcomeTags.OUTAGE);
    }

    /** Returns meters alone, for an application without observations. */
    public static DdmMetrics of(MeterRegistry meters) {
        return new DdmMetrics(meters, ObservationRegistry.NOOP);
    }

    /**
     * Returns meters, and an observation {@code ddm.port.call} of each call, of which a handler of the registry makes a
     * span. The meters do not depend on it.
     */
    public static DdmMetrics of(MeterRegistry meters, ObservationRegistry observations) {
        return new DdmMetrics(meters, observations);
    }

    /** Returns the ports of an adapter with every call observed, and shows the state of its circuit breakers. */
    public ObservedPorts observe(FeignScaleOutAdapter adapter) {
        BreakerMeters.show(adapter, meters);
        return observe(adapter, adapter, adapter);
    }

    /** Returns the ports of an adapter with every call observed. */
    public <A extends ScaleOutPort & InstancePort & JobPort> ObservedPorts observe(A adapter) {
        return observe(adapter, adapter, adapter);
    }

    /** Returns the reads of the audit log with every call observed; their meaning and their owner stay the same. */
    public AuditPort observeAudit(AuditPort audit) {
        requireNonNull(audit, "audit");
        return (instanceId, since, marker) -> {
            requireNonNull(instanceId, "instanceId");
            DdmCallContext call = new DdmCallContext(PortCall.ORDER_TRACES, instanceId, Optional.empty());
            return ObservedCall.make(calls, observations, call, () -> audit.orderTraces(instanceId, since, marker));
        };
    }

    /** Returns three ports with every call observed. */
    public ObservedPorts observe(ScaleOutPort scaleOuts, InstancePort instances, JobPort jobs) {
        return new ObservedPorts(calls, observations, scaleOuts, instances, jobs);
    }

    /**
     * Returns a context that takes the caller's observation along. Give it to {@link
     * io.github.ddm4j.core.ScaleOutFlowBuilder#callerContext}.
     *
     * @param traceIds tells the id of the calling thread's trace, such as {@code () ->
     *     Optional.ofNullable(tracer.currentTraceContext().context()).map(TraceContext::traceId)}
     */
    public CallerContext callerContext(Supplier<Optional<String>> traceIds) {
        return new ObservedCaller(observations, requireNonNull(traceIds, "traceIds"));
    }

    /**
     * Returns a filter that gives the durations of calls buckets, from 5 milliseconds to 1 minute. Quantiles over
     * several servers need them, at the price of a time series for each bucket. The filter leaves out the meters that a
     * handler would make of the observations, because {@code ddm.call} has them already. Give it to the configuration
     * of the registry before anything else.
     */
    public static MeterFilter meterFilter() {
        DistributionStatisticConfig buckets = DistributionStatisticConfig.builder()
                .percentilesHistogram(true)
                .minimumExpectedValue((double) Duration.ofMillis(5).toNanos())
                .maximumExpectedValue((double) Duration.ofMinutes(1).toNanos())
                .build();
        return new MeterFilter() {
            @Override
            public MeterFilterReply accept(Meter.Id id) {
                return id.getName().startsWith(CallConvention.NAME) ? MeterFilterReply.DENY : MeterFilterReply.NEUTRAL;
            }

            @Override
            public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
                return id.getName().equals(CallMeters.CALL) ? buckets.merge(config) : config;
            }
        };
    }

    @Override
    public void on(FlowEvent event) {
        flow.on(event);
    }

    @Override
    public void renewed(Duration took) {
        renewal(OutcomeTags.OK, took);
    }

    @Override
    public void renewalFailed(Duration took, ScaleOutException failure) {
        renewal(OutcomeTags.ofFailure(failure), took);
    }

    private void renewal(OutcomeTags outcome, Duration took) {
        renewals(outcome).record(took);
    }

    private Timer renewals(OutcomeTags outcome) {
        return meters.timer("ddm.token.renewals", outcome.tags());
    }
}
