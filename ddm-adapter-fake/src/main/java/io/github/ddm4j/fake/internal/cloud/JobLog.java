/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.cloud;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All jobs of one project, in the order of their creation. Not thread-safe. */
public final class JobLog {

    private final Map<String, JobState> byId = new HashMap<>();
    private final List<JobState> inOrder = new ArrayList<>();

    public void add(JobState job) {
        byId.put(job.id(), job);
        inOrder.add(job);
    }

    @Nullable
    public JobState find(String id) {
        return byId.get(id);
    }

    /** Returns a page of the jobs that were created from {@code from} on and before {@code to}, newest first. */
    public Page<JobState> page(Instant from, Instant to, int offset, int limit) {
        int first = firstNotBefore(from);
        int end = firstNotBefore(to);
        int total = Math.max(0, end - first);
        List<JobState> rows = new ArrayList<>();
        for (int i = end - 1 - offset; i >= first && rows.size() < limit; i--) {
            rows.add(inOrder.get(i));
        }
        return new Page<>(rows, total);
    }

    private int firstNotBefore(Instant moment) {
        int low = 0;
        int high = inOrder.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (inOrder.get(middle).createdAt().isBefore(moment)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
