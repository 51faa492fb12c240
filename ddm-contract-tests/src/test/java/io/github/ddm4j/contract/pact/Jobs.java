/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.pact;

import static io.github.ddm4j.contract.pact.Interactions.ID;
import static io.github.ddm4j.contract.pact.Interactions.JOB;
import static io.github.ddm4j.contract.pact.Interactions.PROJECT;
import static io.github.ddm4j.contract.pact.Interactions.SAME;
import static io.github.ddm4j.contract.pact.Interactions.TEXT;
import static io.github.ddm4j.contract.pact.Interactions.TIME;
import static io.github.ddm4j.contract.pact.Interactions.count;
import static io.github.ddm4j.contract.pact.Interactions.fromState;
import static io.github.ddm4j.contract.pact.Interactions.interaction;
import static io.github.ddm4j.contract.pact.Interactions.reply;
import static io.github.ddm4j.contract.pact.Interactions.request;
import static io.github.ddm4j.contract.pact.Refusals.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import au.com.dius.pact.consumer.dsl.HttpInteractionBuilder;
import au.com.dius.pact.consumer.dsl.LambdaDslObject;
import au.com.dius.pact.core.model.V4Interaction;
import au.com.dius.pact.core.model.matchingrules.MatchingRule;
import au.com.dius.pact.core.model.matchingrules.RegexMatcher;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.JobStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** How jobs are read: one by one, and as a list. */
final class Jobs {

    private static final Instance INSTANCE = Instance.PAY_PER_USE;

    /** What the clock of the adapter shows. */
    static final Instant NOW = Instant.parse("2026-06-05T08:00:00Z");

    private static final Instant SINCE = NOW.minus(Duration.ofHours(1));
    private static final Instant UNTIL = NOW.plus(Duration.ofHours(1));
    private static final Instant CREATED = NOW.minus(Duration.ofMinutes(2));
    private static final Instant ENDED = NOW.minus(Duration.ofMinutes(1));

    private static final String JOB_PAGE = "https://support.huaweicloud.com/intl/en-us/api-ddm/ddm_api_01_0107.html";
    private static final String LIST_PAGE = "https://docs.otc.t-systems.com/distributed-database-middleware/api-ref/";
    private static final String NO_JOB = "00000000-0000-0000-0000-000000000000";
    private static final String NOT_THERE = "The task does not exist.";
    private static final String REASON = "no capacity left";
    private static final MatchingRule PERCENT = new RegexMatcher("^((100|\\d{1,2})%)?$");

    private Jobs() {}

    static List<Conversation> all() {
        return List.of(one(), missing(), failed());
    }

    private static Conversation one() {
        V4Interaction job = interaction("a job", JOB_PAGE, http -> given(http, "a job")
                .withRequest(r -> request(r, "GET").path(fromState("/v3/" + PROJECT + "/jobs/", "jobId", JOB)))
                // That it is the job asked for, by its id, the verification on the JVM alone can see.
                .willRespondWith(r -> reply(
                        r,
                        200,
                        body -> body.object("job", it -> described(it.and("id", JOB, TEXT, ID))
                                .stringType("status", "Running")
                                .and("process", "60%", TEXT, PERCENT)
                                .object(
                                        "instance",
                                        instance -> instance.stringValue(
                                                "id", INSTANCE.id().value()))))));
        return Conversation.withDdm(job, adapter -> assertThat(adapter.job(new JobId(JOB)))
                .isEqualTo(new Job(
                        new JobId(JOB),
                        Job.ENLARGE_NODE,
                        JobStatus.RUNNING,
                        OptionalInt.of(60),
                        Optional.of(CREATED),
                        Optional.empty(),
                        Optional.of(INSTANCE.id()),
                        Optional.empty())));
    }

    private static Conversation missing() {
        V4Interaction job = interaction(
                "a job that there is not", JOB_PAGE, http -> http.state("a token", Map.of("projectId", PROJECT))
                        .withRequest(r -> request(r, "GET").path("/v3/" + PROJECT + "/jobs/" + NO_JOB))
                        .willRespondWith(r -> reply(r, 400, body -> body.and("error_code", "DBS.300400", TEXT, SAME)
                                .stringType("error_msg", NOT_THERE))));
        return Conversation.withDdm(
                job,
                adapter -> assertRejected(
                        catchThrowableOfType(ScaleOutException.class, () -> adapter.job(new JobId(NO_JOB))),
                        RejectionReason.NOT_FOUND,
                        "DBS.300400",
                        NOT_THERE));
    }

    private static Conversation failed() {
        V4Interaction jobs = interaction("the jobs of a time, one of them failed", LIST_PAGE, http -> given(
                        http, "a failed job")
                .withRequest(r -> request(r, "GET")
                        .path("/v3/" + PROJECT + "/jobs")
                        .queryParameter("start_time", fromState("since", Long.toString(SINCE.toEpochMilli())))
                        .queryParameter("end_time", fromState("until", Long.toString(UNTIL.toEpochMilli())))
                        .queryParameter("limit", "128"))
                .willRespondWith(r -> reply(r, 200, body -> count(body, "total")
                        .arrayContaining(
                                "jobs",
                                among -> among.object(it -> described(it.and("id", JOB, TEXT, ID))
                                        .and("status", "Failed", TEXT, SAME)
                                        .and("end_time", "2026-06-05T07:59:00+0000", TEXT, TIME)
                                        .and("instance_id", INSTANCE.id().value(), TEXT, SAME)
                                        .stringType("fail_reason", REASON))))));
        return Conversation.withDdm(jobs, adapter -> assertThat(adapter.jobsSince(SINCE))
                .containsExactly(new Job(
                        new JobId(JOB),
                        Job.ENLARGE_NODE,
                        JobStatus.FAILED,
                        OptionalInt.empty(),
                        Optional.of(CREATED),
                        Optional.of(ENDED),
                        Optional.of(INSTANCE.id()),
                        Optional.of(REASON))));
    }

    private static LambdaDslObject described(LambdaDslObject job) {
        return job.and("name", Job.ENLARGE_NODE, TEXT, SAME)
                .and("created_time", "2026-06-05T07:58:00+0000", TEXT, TIME);
    }

    private static HttpInteractionBuilder given(HttpInteractionBuilder http, String job) {
        return http.state("a token", Map.of("projectId", PROJECT))
                .state("an instance", INSTANCE.state())
                .state(
                        job,
                        Map.of(
                                "projectId",
                                PROJECT,
                                "instanceId",
                                INSTANCE.id().value(),
                                "groupId",
                                INSTANCE.groupId()));
    }
}
