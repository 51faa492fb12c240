/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.ProjectId;
import io.github.ddm4j.feign.internal.AnyAnswer;
import io.github.ddm4j.feign.internal.CallFailed;
import io.github.ddm4j.feign.internal.FeignApis;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The answers to reads, whatever they are, become values that can be, or a failure of ours that is never unknown. */
public final class ReadFuzz {

    private static final InstanceId INSTANCE = new InstanceId("in");
    private static final ProjectId PROJECT = new ProjectId("p");
    private static final JobId JOB = new JobId("j");

    private static final AnyAnswer NETWORK = new AnyAnswer();
    private static final ReadApi API = FeignApis.open(ReadApi.class, URI.create("http://127.0.0.1:1"), NETWORK);

    private ReadFuzz() {}

    /** Opens the interface, so that the first input is not charged for it. */
    public static void fuzzerInitialize() {}

    public static void fuzzerTestOneInput(FuzzedDataProvider data) {
        int what = data.consumeInt(0, 4);
        Clock clock = Clock.systemUTC();
        NETWORK.use(data);
        ReadRetry.Budget budget = new ReadRetry(
                        ReadRetry.MAX, Duration.ofSeconds(10), clock, pause -> {}, System::nanoTime, () -> 0)
                .start();
        JobReader jobs = new JobReader(API, PROJECT, clock);
        try {
            switch (what) {
                case 0 -> check(new InstanceReader(API, PROJECT).read(INSTANCE, budget));
                case 1 -> check(jobs.read(JOB, budget));
                case 2 -> jobs.readSince(Instant.EPOCH, budget).forEach(ReadFuzz::check);
                case 3 ->
                    new LinkedRdsReader(API, PROJECT)
                            .read(INSTANCE, budget)
                            .forEach(schema -> AnyAnswer.check(schema.toString()));
                default -> jobs.readPage(Instant.EPOCH, 0, budget).jobs().forEach(ReadFuzz::check);
            }
        } catch (CallFailed failed) {
            ScaleOutException outcome = failed.failure().ofRead();
            AnyAnswer.check(outcome);
            if (outcome instanceof OutcomeUnknownException) {
                throw new AssertionError("a read that is unknown");
            }
        }
    }

    private static void check(InstanceSnapshot read) {
        AnyAnswer.check(read.name());
        AnyAnswer.check(read.status().toString());
        if (!read.id().equals(INSTANCE) || read.nodeCount() < 0) {
            throw new AssertionError("an instance that cannot be: " + read);
        }
        read.groups().forEach(group -> AnyAnswer.check(group.toString()));
        read.nodes().forEach(node -> AnyAnswer.check(node.toString()));
    }

    private static void check(Job read) {
        AnyAnswer.check(read.toString());
        if (read.progress().orElse(0) < 0 || read.progress().orElse(0) > 100) {
            throw new AssertionError("a job that cannot be: " + read);
        }
    }
}
