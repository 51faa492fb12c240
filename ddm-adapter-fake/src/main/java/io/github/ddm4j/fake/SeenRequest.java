/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import io.github.ddm4j.fake.internal.cloud.RequestLog;
import java.time.Instant;
import java.util.Optional;

/**
 * A request that came over HTTP, and how it was answered. Holds no header and no credential.
 *
 * @param number counted from 1 since the start of the cloud or its last reset
 * @param at when it was answered, by the cloud's time; when it came, as long as a fault keeps its answer back
 * @param kind {@code order}, {@code read}, {@code iam}, {@code unknown} for a call that is not served, or {@code malformed}
 * @param method its method; empty if it was malformed
 * @param path its path and query, at most the first 512 characters
 * @param body the body of an order, at most the first 512 characters; empty for all other requests
 * @param status the status of the answer; 0 if none was sent, or none yet
 * @param errorCode the error code of the answer
 * @param fault the fault that struck it, in words
 * @param requestId the id that the answer carried in {@code X-Request-Id}
 * @since 0.1.0
 */
public record SeenRequest(
        long number,
        Instant at,
        String kind,
        String method,
        String path,
        String body,
        int status,
        Optional<String> errorCode,
        Optional<String> fault,
        String requestId) {

    static SeenRequest of(RequestLog.Numbered numbered) {
        RequestLog.Entry entry = numbered.entry();
        return new SeenRequest(
                numbered.number(),
                entry.at(),
                entry.kind(),
                entry.method(),
                entry.path(),
                entry.body(),
                entry.status(),
                Optional.ofNullable(entry.errorCode()),
                Optional.ofNullable(entry.fault()),
                entry.requestId());
    }
}
