/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.port;

import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.JobPage;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

/**
 * Reads the jobs of a project. Reading changes nothing, so an implementation may repeat its requests; no call ends in
 * {@link io.github.ddm4j.core.exception.OutcomeUnknownException}. Implementations are safe for use by several threads.
 *
 * <p>The contract kit asks for rules J of <a href="https://github.com/ddm4j/ddm4j/blob/main/docs/contract.md">
 * docs/contract.md</a>.
 *
 * @since 0.1.0
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

    /**
     * Reads a part of what {@link #jobsSince} reads, so that a caller can spread the requests over time: where the
     * provider gives jobs in pages, one page with one request. A job that is created in between may move another one
     * from one page to the next, so that it is read twice.
     *
     * <p>By default the first page is all that {@link #jobsSince} reads, which may take several requests at once.
     *
     * @param since as for {@link #jobsSince}, the same for all pages
     * @param offset 0 for the first page, then the one before's {@link JobPage#next()}
     * @throws IllegalArgumentException if the offset is negative
     * @throws ScaleOutRejectedException if the provider refuses
     * @throws ProviderUnavailableException if no usable answer came
     */
    default JobPage jobPage(Instant since, int offset) {
        if (offset < 0) {
            throw new IllegalArgumentException("offset must be 0 or more, but was " + offset);
        }
        return new JobPage(jobsSince(since).stream().skip(offset).toList(), OptionalInt.empty());
    }
}
