/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.spring;

import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.ScaleOutFlowBuilder;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.port.InstancePort;
import io.github.ddm4j.core.port.JobPort;
import io.github.ddm4j.core.port.ScaleOutPort;
import io.github.ddm4j.feign.spring.PropertyReader.PropertyType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Hands the properties of the flow to its builder. */
record FlowReader(PropertyReader reader, DdmFlowProperties properties) {

    private void read(ScaleOutFlowBuilder builder) {
        callBudget(builder);
        reader.set("ddm.flow.max-attempts", properties.maxAttempts(), PropertyType.NUMBER, builder::maxAttempts);
        reader.set("ddm.flow.send-within", properties.sendWithin(), PropertyType.TIME, builder::sendWithin);
        reader.set(
                "ddm.flow.reconcile-within", properties.reconcileWithin(), PropertyType.TIME, builder::reconcileWithin);
        reader.set("ddm.flow.quiet-time", properties.quietTime(), PropertyType.TIME, builder::quietTime);
        reader.set("ddm.flow.poll-interval", properties.pollInterval(), PropertyType.TIME, builder::pollInterval);
        reader.set("ddm.flow.clock-tolerance", properties.clockTolerance(), PropertyType.TIME, builder::clockTolerance);
        reader.set("ddm.flow.wait-at-most", properties.waitAtMost(), PropertyType.TIME, builder::waitAtMost);
        reader.set("ddm.flow.when-busy", properties.whenBusy(), PropertyType.WHEN_BUSY, builder::whenBusy);
        reader.set(
                "ddm.flow.check-linked-rds", properties.checkLinkedRds(), PropertyType.SWITCH, builder::checkLinkedRds);
        reader.set("ddm.flow.send-window", properties.sendWindow(), PropertyType.TIME, builder::sendWindow);
        reader.set("ddm.flow.port-deadline", properties.portDeadline(), PropertyType.TIME, builder::portDeadline);
        reader.set("ddm.flow.lag", properties.lag(), PropertyType.TIME, builder::lag);
        reader.set("ddm.flow.trace-lag", properties.traceLag(), PropertyType.TIME, builder::traceLag);
        reader.set("ddm.flow.audit-kept-for", properties.auditKeptFor(), PropertyType.TIME, builder::auditKeptFor);
        reader.set("ddm.flow.abandoned-after", properties.abandonedAfter(), PropertyType.TIME, builder::abandonedAfter);
    }

    private void callBudget(ScaleOutFlowBuilder builder) {
        String calls = properties.callBudget().calls();
        String period = properties.callBudget().period();
        if (PropertyReader.isSet(calls) || PropertyReader.isSet(period)) {
            int limit = reader.read("ddm.flow.call-budget.calls", calls, PropertyType.NUMBER)
                    .orElse(60);
            Duration time = reader.read("ddm.flow.call-budget.period", period, PropertyType.TIME)
                    .orElse(Duration.ofMinutes(1));
            var unused = reader.named(() -> builder.callBudget(limit, time), FlowReader::property);
        }
    }

    /** Builds the flow, and tells everything that is wrong at once. */
    ScaleOutFlow build(ScaleOutFlowBuilder builder) {
        read(builder);
        // Not checked without the ports, because the builder asks for a journal then.
        reader.set("ddm.flow.nodes-per-day", properties.nodesPerDay(), PropertyType.NUMBER, builder::nodesPerDay);
        Optional<ScaleOutFlow> flow = reader.named(builder::build, FlowReader::property);
        reader.throwIfAny();
        return flow.orElseThrow();
    }

    /** Has a builder check the properties. Its flow is closed at once. */
    void check() {
        ScaleOutFlowBuilder builder = ScaleOutFlow.builder(NoPorts.INSTANCE);
        read(builder);
        reader.named(builder::build, FlowReader::property).ifPresent(ScaleOutFlow::close);
    }

    /** Ports that are there for the builder alone. */
    private enum NoPorts implements ScaleOutPort, InstancePort, JobPort {
        INSTANCE;

        @Override
        public ScaleOutReceipt scaleOut(InstanceId instanceId, ScaleOutRequest request) {
            throw new IllegalStateException();
        }

        @Override
        public InstanceSnapshot instance(InstanceId instanceId) {
            throw new IllegalStateException();
        }

        @Override
        public Job job(JobId jobId) {
            throw new IllegalStateException();
        }

        @Override
        public List<Job> jobsSince(Instant since) {
            throw new IllegalStateException();
        }
    }

    private static String property(String setting) {
        return switch (setting) {
            case "calls", "period" -> "ddm.flow.call-budget." + setting;
            default -> "ddm.flow." + PropertyReader.kebab(setting);
        };
    }
}
