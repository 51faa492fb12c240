/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.api;

import io.github.ddm4j.fake.internal.cloud.CloudCore;
import io.github.ddm4j.fake.internal.cloud.Dated;
import io.github.ddm4j.fake.internal.cloud.FaultPlan;
import io.github.ddm4j.fake.internal.cloud.JobState;
import io.github.ddm4j.fake.internal.cloud.Page;
import io.github.ddm4j.fake.internal.cloud.Refusal;
import io.github.ddm4j.fake.internal.http.ServerAnswer;
import io.github.ddm4j.fake.internal.json.JsonObject;
import java.time.Duration;
import java.time.Instant;

/** The reads of jobs. */
final class JobReads {

    private static final Duration KEPT = Duration.ofDays(30);

    private final CloudCore cloud;

    JobReads(CloudCore cloud) {
        this.cloud = cloud;
    }

    ServerAnswer one(Call call, FaultPlan fault) {
        Dated<JobState> seen = cloud.job(call.project(), call.id());
        return ServerAnswer.json(200, DdmBodies.job(seen.value(), fault, seen.at()));
    }

    ServerAnswer list(Call call, FaultPlan fault) {
        QueryParameters query = call.query();
        Instant from = query.epochMillis("start_time");
        Instant to = query.epochMillis("end_time");
        if (from.isBefore(cloud.now().minus(KEPT))) {
            throw Refusal.parameter("start_time", "must be at most 30 days ago");
        }
        if (to.isBefore(from)) {
            throw Refusal.parameter("end_time", "must not be before start_time");
        }
        Paging paging = Paging.of(query, Paging.USUAL_LIMIT);
        Dated<Page<JobState>> seen =
                cloud.jobs(call.project(), from, to.plusMillis(1), paging.offset(), paging.limit());
        return ServerAnswer.json(
                200,
                new JsonObject()
                        .put("offset", paging.offset())
                        .put("limit", paging.limit())
                        .put("total", seen.value().total())
                        .putAll("jobs", seen.value().rows(), job -> DdmBodies.listedJob(job, fault, seen.at())));
    }
}
