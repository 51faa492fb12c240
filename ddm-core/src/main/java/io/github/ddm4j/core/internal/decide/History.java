/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.decide;

import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.Observation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The observations of an instance, oldest first; readings that agree on the nodes are one. Not thread-safe. */
public final class History {

    private final List<Observation> seen;
    private final int before;

    private History(List<Observation> earlier, int before) {
        this.seen = new ArrayList<>(earlier);
        this.before = before;
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
     * Adds a reading.
     *
     * @param began when the look began: until then at least, what is as before has lasted
     * @param ended when the look ended: from then on at the latest, what is new was there
     */
    public Observation add(Duration began, Duration ended, InstanceSnapshot instance, List<Job> newJobs) {
        Observation look = new Observation(
                ended, ended, instance.status(), instance.nodeCount(), instance.groups(), withKnown(newJobs));
        if (seen.size() > before && latest().showsTheSameAs(look)) {
            Duration until = latest().lastSeen().compareTo(began) > 0 ? latest().lastSeen() : began;
            return replaceLatest(latest().seenAgain(look, until));
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
