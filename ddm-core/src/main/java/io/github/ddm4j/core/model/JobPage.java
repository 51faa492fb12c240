/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.model;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.OptionalInt;

/**
 * One page of the jobs of a project.
 *
 * @param jobs the jobs, in the provider's order; may be empty though more follow
 * @param next the offset of the next page; empty if this is the last one
 * @since 0.1.0
 */
public record JobPage(List<Job> jobs, OptionalInt next) {

    public JobPage {
        jobs = List.copyOf(jobs);
        requireNonNull(next, "next");
    }
}
