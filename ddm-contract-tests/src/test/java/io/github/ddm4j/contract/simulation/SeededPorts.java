/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.simulation;

import io.github.ddm4j.core.flow.BaselineGate;
import io.github.ddm4j.core.model.Baseline;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.JobPage;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.port.AuditPort;
import io.github.ddm4j.core.port.InstancePort;
import io.github.ddm4j.core.port.JobPort;
import io.github.ddm4j.core.port.ScaleOutPort;
import io.github.ddm4j.core.port.SendGate;
import io.github.ddm4j.core.port.SendGate.Permission;
import io.github.ddm4j.core.port.SendPermit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What one flow sees of the provider. Notes each of its requests, and the baseline of each of its orders. */
final class SeededPorts implements ScaleOutPort, InstancePort, JobPort, AuditPort {

    private static final int PAGE = 3;

    private final SeededProvider provider;
    private final SeededAuditLog log;
    private final int flow;
    private final List<Long> requests = new ArrayList<>();
    private @Nullable Baseline latest;

    SeededPorts(SeededProvider provider, SeededAuditLog log, int flow) {
        this.log = log;
        this.provider = provider;
        this.flow = flow;
    }

    /** Shows which baseline the order belongs to that leaves next. */
    BaselineGate gate() {
        return baseline -> {
            latest = baseline;
            return Permission.granted();
        };
    }

    private void request(int count) {
        provider.pass();
        for (int i = 0; i < count; i++) {
            requests.add(provider.time.elapsed().toNanos());
        }
    }

    /** Whether some minute has seen more requests than the limit. */
    boolean hasMoreThan(int limit) {
        List<Long> sorted = requests.stream().sorted().toList();
        for (int i = limit; i < sorted.size(); i++) {
            if (sorted.get(i) - sorted.get(i - limit) < 60_000_000_000L) {
                return true;
            }
        }
        return false;
    }

    @Override
    public ScaleOutReceipt scaleOut(InstanceId instanceId, ScaleOutRequest request) {
        throw new AssertionError("a flow brings its gate");
    }

    @Override
    public ScaleOutReceipt scaleOut(InstanceId instanceId, ScaleOutRequest request, SendGate gate) {
        provider.pass();
        SendPermit.ask(gate, instanceId, request).check();
        Baseline baseline = latest;
        request(1);
        return provider.order(new SeededProvider.Order(flow, baseline));
    }

    @Override
    public InstanceSnapshot instance(InstanceId instanceId) {
        request(3);
        provider.failNowAndThen();
        InstanceSnapshot shown = provider.instance(instanceId);
        provider.pass();
        return shown;
    }

    @Override
    public Job job(JobId jobId) {
        request(1);
        provider.failNowAndThen();
        Job shown = provider.job(jobId);
        provider.pass();
        return shown;
    }

    @Override
    public Page orderTraces(InstanceId instanceId, Instant since, Optional<String> marker) {
        request(1);
        provider.failNowAndThen();
        Page shown = log.page(flow, instanceId, since, marker);
        provider.pass();
        return shown;
    }

    @Override
    public List<Job> jobsSince(Instant since) {
        throw new AssertionError("a flow reads page by page");
    }

    @Override
    public JobPage jobPage(Instant since, int offset) {
        request(1);
        provider.failNowAndThen();
        List<Job> all = provider.jobs(since);
        provider.pass();
        int from = Math.min(offset, all.size());
        int to = Math.min(from + PAGE, all.size());
        return new JobPage(all.subList(from, to), to < all.size() ? OptionalInt.of(to) : OptionalInt.empty());
    }
}
