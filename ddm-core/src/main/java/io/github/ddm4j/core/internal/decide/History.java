/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.decide;

import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.Observation;
import io.github.ddm4j.core.model.Observation.AuditLog;
import io.github.ddm4j.core.model.OrderTrace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The observations of an instance, oldest first; readings that agree on the nodes are one. Not thread-safe. */
public final class History {

    private final List<Observation> seen;
    private final int before;
    private Optional<AuditLog> log;

    private History(List<Observation> earlier, int before) {
        this.seen = new ArrayList<>(earlier);
        this.before = before;
        // Who looked earlier may have had other credentials: its traces are known, its silence is not.
        this.log = seen.isEmpty()
                ? Optional.empty()
                : latest().auditLog().map(known -> new AuditLog(known.traces(), Optional.empty(), false));
    }

    /** Returns a history that goes on with earlier observations: a state that stays as it was lasts on. */
    public static History goingOn(List<Observation> earlier) {
        return new History(earlier, 0);
    }

    /**
     * Returns a history that knows earlier observations, and in which nothing has lasted before its own first reading.
     */
    public static History anew(List<Observation> earlier) {
        return new History(earlier, earlier.size());
    }

    public List<Observation> observations() {
        return List.copyOf(seen);
    }

    /** Returns the jobs that were seen, and were not there before. */
    public List<Job> newJobs() {
        return seen.isEmpty() ? List.of() : latest().newJobs();
    }

    /** Returns the latest time on the clock of the observations. */
    public Duration end() {
        return seen.isEmpty() ? Duration.ZERO : latest().lastSeen();
    }

    /**
     * Takes in what the audit log has shown, from the next reading on. A trace that was once known to be ours stays so,
     * whoever looks later, and with which credentials.
     */
    public void add(AuditLog shown) {
        Map<String, OrderTrace> all = new LinkedHashMap<>();
        traces().forEach(trace -> all.put(trace.id(), trace));
        for (OrderTrace trace : shown.traces()) {
            OrderTrace known = all.get(trace.id());
            if (known == null
                    || !known.actor().by().isUs()
                    || trace.actor().by().isUs()) {
                all.put(trace.id(), trace);
            }
        }
        log = Optional.of(new AuditLog(
                List.copyOf(all.values()), shown.readTo().or(() -> log.flatMap(AuditLog::readTo)), shown.showsOurs()));
    }

    private List<OrderTrace> traces() {
        return log.map(AuditLog::traces).orElse(List.of());
    }

    /**
     * Adds a reading.
     *
     * @param began when the look began: until then at least, what is as before has lasted
     * @param ended when the look ended: from then on at the latest, what is new was there
     */
    public Observation add(Duration began, Duration ended, InstanceSnapshot instance, List<Job> newJobs) {
        Observation look = new Observation(
                ended, ended, instance.status(), instance.nodeCount(), instance.groups(), withKnown(newJobs), log);
        if (seen.size() > before && latest().showsTheSameAs(look)) {
            Duration until = latest().lastSeen().compareTo(began) > 0 ? latest().lastSeen() : began;
            return replaceLatest(latest().seenAgain(look, until));
        }
        if (!seen.isEmpty()) {
            // The traces are in the latest one, once.
            replaceLatest(latest().with(Optional.empty()));
        }
        seen.add(look);
        return look;
    }

    private Observation replaceLatest(Observation observation) {
        seen.set(seen.size() - 1, observation);
        return observation;
    }

    /** A job once seen stays, should a later list lack it. */
    private List<Job> withKnown(List<Job> jobs) {
        Map<JobId, Job> all = new TreeMap<>(Comparator.comparing(JobId::value));
        if (!seen.isEmpty()) {
            latest().newJobs().forEach(job -> all.put(job.id(), job));
        }
        jobs.forEach(job -> all.put(job.id(), job));
        return List.copyOf(all.values());
    }

    private Observation latest() {
        return seen.get(seen.size() - 1);
    }
}
