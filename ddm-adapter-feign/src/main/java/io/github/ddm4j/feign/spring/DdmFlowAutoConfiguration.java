/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.spring;

import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.ScaleOutFlowBuilder;
import io.github.ddm4j.core.flow.BaselineGate;
import io.github.ddm4j.core.flow.CallerContext;
import io.github.ddm4j.core.flow.FlowListener;
import io.github.ddm4j.core.flow.Timekeeper;
import io.github.ddm4j.core.port.AuditPort;
import io.github.ddm4j.core.port.InstancePort;
import io.github.ddm4j.core.port.JobPort;
import io.github.ddm4j.core.port.ScaleOutPort;
import io.github.ddm4j.core.port.SendGate;
import io.github.ddm4j.core.port.SubmissionJournal;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Makes the flow a bean where the three ports are beans, the application's own included. It is closed with the context,
 * before the adapter. Beans of these types take part: every {@link FlowListener} hears of its steps, and every {@link
 * SendGate} and {@link BaselineGate} has to let an order pass. A {@link CallerContext} goes along into its threads, a
 * {@link SubmissionJournal} keeps its idempotency keys, an {@link AuditPort} is its witness after a lost answer, and a {@link
 * Timekeeper} is its time.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = DdmAdapterAutoConfiguration.class)
@ConditionalOnSingleCandidate(ScaleOutPort.class)
@ConditionalOnBean({InstancePort.class, JobPort.class})
@ConditionalOnMissingBean(ScaleOutFlow.class)
@EnableConfigurationProperties(DdmFlowProperties.class)
public final class DdmFlowAutoConfiguration {

    DdmFlowAutoConfiguration() {}

    @Bean
    ScaleOutFlow ddmFlow(
            ScaleOutPort scaleOuts,
            InstancePort instances,
            JobPort jobs,
            DdmFlowProperties properties,
            ObjectProvider<FlowListener> listeners,
            ObjectProvider<SendGate> gates,
            ObjectProvider<BaselineGate> baselineGates,
            ObjectProvider<CallerContext> callers,
            ObjectProvider<SubmissionJournal> journals,
            ObjectProvider<AuditPort> audits,
            ObjectProvider<Timekeeper> time) {
        ScaleOutFlowBuilder builder = ScaleOutFlow.builder(scaleOuts, instances, jobs)
                .listener(Listeners.ofFlow(listeners.orderedStream().toList()));
        gates.orderedStream().forEach(builder::gate);
        baselineGates.orderedStream().forEach(builder::gate);
        callers.ifUnique(builder::callerContext);
        journals.ifUnique(builder::journal);
        audits.ifUnique(builder::audit);
        time.ifUnique(builder::time);
        return new FlowReader(new PropertyReader(), properties).build(builder);
    }
}
