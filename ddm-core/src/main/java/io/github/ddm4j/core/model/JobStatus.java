/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.model;

import java.util.Locale;

/**
 * The status of a job. An open set: the provider adds values without notice, so any text is one.
 *
 * @param value the provider's word, in upper case
 * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ddm/ddm_api_01_0107.html">Querying a job</a>
 * @since 0.1.0
 */
public record JobStatus(String value) {

    /** The job is at work. */
    public static final JobStatus RUNNING = new JobStatus("RUNNING");

    /** The job has ended well. */
    public static final JobStatus COMPLETED = new JobStatus("COMPLETED");

    /** The job has ended badly. */
    public static final JobStatus FAILED = new JobStatus("FAILED");

    public JobStatus {
        value = ProviderText.oneLine("value", value).strip().toUpperCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return value;
    }
}
