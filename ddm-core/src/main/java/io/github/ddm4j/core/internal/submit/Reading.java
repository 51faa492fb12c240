/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.submit;

import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * An instance and its jobs.
 *
 * @param began the beginning of the reading
 * @param ended the end of the reading
 * @param jobsSince the moment from which jobs were wanted
 * @param complete whether they were listed from then on; the provider forgets the oldest
 * @param instance the instance
 * @param jobs the jobs that may concern it
 * @param schemas its schemas; none if they were not read or are not known
 */
record Reading(
        Duration began,
        Duration ended,
        Instant jobsSince,
        boolean complete,
        InstanceSnapshot instance,
        List<Job> jobs,
        List<Schema> schemas) {}
