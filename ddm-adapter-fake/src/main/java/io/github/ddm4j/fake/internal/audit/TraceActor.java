/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.audit;

import org.jspecify.annotations.Nullable;

/**
 * Who made a request, as the audit log has it.
 *
 * @param traceType {@code ApiCall} or {@code ConsoleAction}
 * @param accessKeyId the access key that signed the request, or null if it came with a token
 */
public record TraceActor(
        String traceType,
        String userId,
        String user,
        String domainId,
        String domain,
        @Nullable String accessKeyId,
        String sourceIp) {

    public static final String API = "ApiCall";
    public static final String CONSOLE = "ConsoleAction";

    /** Does not show the access key. */
    @Override
    public String toString() {
        return "TraceActor[" + traceType + " of " + user + "]";
    }
}
