/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The audit log of a cloud, and what a test has done to it. Not thread-safe. */
public final class TraceLog {

    /** The time for which traces can be read. */
    public static final Duration KEPT = Duration.ofDays(7);

    /** The most traces of one resource that are kept, so that the log does not grow with a load test. */
    static final int KEPT_OF_A_RESOURCE = 20_000;

    /** The address that others call from. */
    public static final String ADDRESS_OF_OTHERS = "203.0.113.7";

    private final Map<String, List<TraceState>> byResource = new LinkedHashMap<>();
    private boolean switchedOn = true;
    private boolean recording = true;
    private boolean allowed = true;
    private boolean recordsRefusals = true;
    private Duration lag = Duration.ZERO;
    private int copies = 1;
    private @Nullable Duration resultAfter;
    private int toLose;
    private TraceActor others;
    private Set<TraceField> leftOut = EnumSet.noneOf(TraceField.class);

    /** @param others who orders when somebody else does */
    public TraceLog(TraceActor others) {
        this.others = others;
    }

    public TraceActor others() {
        return others;
    }

    public void setOthers(TraceActor actor) {
        others = actor;
    }

    /** Whether there is a tracker. Without one nothing is recorded, and reading is refused. */
    public void switchOn(boolean on) {
        switchedOn = on;
    }

    public boolean switchedOn() {
        return switchedOn;
    }

    /** Whether what happens is recorded, with a tracker that is there. */
    public void record(boolean nowRecording) {
        recording = nowRecording;
    }

    public void recordRefusals(boolean too) {
        recordsRefusals = too;
    }

    /** Whether callers have the permission to read. */
    public void allow(boolean nowAllowed) {
        allowed = nowAllowed;
    }

    public boolean allowed() {
        return allowed;
    }

    public void delayBy(Duration duration) {
        lag = duration;
    }

    public void copy(int times) {
        copies = times;
    }

    /** Adds a second trace for the result of each success so much later; null for none. */
    public void pairAfter(@Nullable Duration duration) {
        resultAfter = duration;
    }

    public void lose(int traces) {
        toLose += traces;
    }

    public void leaveOut(Collection<TraceField> fields) {
        leftOut = fields.isEmpty() ? EnumSet.noneOf(TraceField.class) : EnumSet.copyOf(fields);
    }

    /**
     * An operation has happened.
     *
     * @param trace not recorded yet
     * @param refused whether the provider refused it
     * @param resultRating how its result is rated
     * @param resultId makes an id for the trace of its result
     */
    public void happened(TraceState trace, boolean refused, String resultRating, Supplier<String> resultId) {
        if (!switchedOn || !recording || refused && !recordsRefusals) {
            return;
        }
        if (toLose > 0) {
            toLose--;
            return;
        }
        add(trace.recorded(trace.at().plus(lag)));
        if (resultAfter != null && !refused) {
            Instant end = trace.at().plus(resultAfter);
            add(trace.result(resultId.get(), resultRating, end).recorded(end.plus(lag)));
        }
    }

    /** Adds a trace as it is, whatever the log is told to do with others; as often as each is written. */
    public void add(TraceState trace) {
        List<TraceState> traces = byResource.computeIfAbsent(trace.resource().id(), id -> new ArrayList<>());
        for (int copy = 0; copy < copies; copy++) {
            if (traces.size() == KEPT_OF_A_RESOURCE) {
                traces.subList(0, KEPT_OF_A_RESOURCE / 10).clear();
            }
            traces.add(trace);
        }
    }

    /** Returns the traces that can be read by now, newest first. */
    public List<TraceState> all(Instant now) {
        return byResource.values().stream()
                .flatMap(List::stream)
                .filter(trace -> isReadable(trace, now))
                .sorted(Comparator.comparing(TraceState::at).reversed())
                .toList();
    }

    private static boolean isReadable(TraceState trace, Instant now) {
        return !trace.recordedAt().isAfter(now) && trace.at().isAfter(now.minus(KEPT));
    }

    public TracePage page(TraceQuery query, Instant now) {
        List<TraceState> found = traces(query).stream()
                .filter(trace -> trace.resource().projectId().equals(query.projectId()))
                .filter(trace -> isReadable(trace, now))
                .filter(query::asksFor)
                .sorted(Comparator.comparing(TraceState::at).reversed())
                .toList();
        int start = query.marker() == null ? 0 : afterLast(query.marker(), found);
        int end = Math.min(found.size(), start + query.limit());
        List<TraceState> rows = found.subList(start, end);
        return new TracePage(
                rows, end == found.size() ? null : rows.get(rows.size() - 1).id(), leftOut);
    }

    private List<TraceState> traces(TraceQuery query) {
        String resource = query.filters().get("resource_id");
        return resource == null
                ? byResource.values().stream().flatMap(List::stream).toList()
                : byResource.getOrDefault(resource, List.of());
    }

    /** A marker that no trace has is at the end: its trace may be too old by now. */
    private static int afterLast(String marker, List<TraceState> traces) {
        for (int i = traces.size() - 1; i >= 0; i--) {
            if (traces.get(i).id().equals(marker)) {
                return i + 1;
            }
        }
        return traces.size();
    }
}
