/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.port;

import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.JobId;
import java.time.Instant;
import java.util.List;

/**
 * Reads the jobs of a project. Reading changes nothing, so an implementation may repeat its requests; no call ends in
 * {@link io.github.ddm4j.core.exception.OutcomeUnknownException}. Implementations are safe for use by several threads.
 */
public interface JobPort {

    /**
     * Reads one job.
     *
     * @throws ScaleOutRejectedException if the provider refuses; {@code NOT_FOUND} if there is no such job
     * @throws ProviderUnavailableException if no usable answer came
     */
    Job job(JobId jobId);

    /**
     * Reads all jobs of the project that were created at or after a moment of the provider's clock, newest first. The
     * provider keeps about a month of them.
     *
     * @throws ScaleOutRejectedException if the provider refuses
     * @throws ProviderUnavailableException if no usable answer came
     */
    List<Job> jobsSince(Instant since);
}
