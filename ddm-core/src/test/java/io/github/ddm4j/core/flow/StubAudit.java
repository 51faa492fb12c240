/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.flow;

import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.OrderTrace;
import io.github.ddm4j.core.port.AuditPort;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An audit log whose every answer a test decides. */
public final class StubAudit implements AuditPort {

    public final List<String> calls = new ArrayList<>();
    private final VirtualTime time;
    private List<OrderTrace> traces = List.of();
    private @Nullable Supplier<Page> answer;
    private int pageSize = 200;

    public StubAudit(VirtualTime time) {
        this.time = time;
    }

    public void shows(OrderTrace... shown) {
        traces = List.of(shown);
    }

    public void showsInPagesOf(int size) {
        pageSize = size;
    }

    /** From now on this is what it answers; null for its traces. */
    public void answers(@Nullable Supplier<Page> next) {
        answer = next;
    }

    public void fails(RuntimeException failure) {
        answer = () -> {
            throw failure;
        };
    }

    @Override
    public Page orderTraces(InstanceId instanceId, Instant since, Optional<String> marker) {
        calls.add(time.elapsed().toSeconds() + " traces"
                + marker.map(from -> " from " + from).orElse(""));
        if (answer != null) {
            return answer.get();
        }
        List<OrderTrace> wanted =
                traces.stream().filter(trace -> !trace.time().isBefore(since)).toList();
        int from = marker.map(Integer::parseInt).orElse(0);
        int end = Math.min(from + pageSize, wanted.size());
        return new Page(
                wanted.subList(from, end), end < wanted.size() ? Optional.of(String.valueOf(end)) : Optional.empty());
    }
}
