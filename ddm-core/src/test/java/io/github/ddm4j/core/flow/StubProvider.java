/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.flow;

import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.JobPage;
import io.github.ddm4j.core.model.Node;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.model.Schema;
import io.github.ddm4j.core.port.InstancePort;
import io.github.ddm4j.core.port.JobPort;
import io.github.ddm4j.core.port.ScaleOutPort;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One instance whose every answer a test decides. Says JobStarted to a scale-out unless told otherwise. */
public final class StubProvider implements ScaleOutPort, InstancePort, JobPort {

    public final List<String> calls = new ArrayList<>();
    private final Queue<Supplier<ScaleOutReceipt>> answers = new ArrayDeque<>();
    private final Queue<Runnable> reads = new ArrayDeque<>();
    private InstanceSnapshot instance = Samples.instance("RUNNING", 2);
    private List<Job> jobs = List.of();
    private @Nullable Supplier<List<Schema>> schemas;
    private @Nullable List<Node> nodes;
    private int pageSize = 128;
    private Supplier<Integer> clock = () -> 0;
    private Runnable beforeEachCall = () -> {};
    private Runnable afterEachCall = () -> {};

    /** Has every call noted with the second it came in. */
    public StubProvider at(VirtualTime time) {
        clock = () -> (int) time.elapsed().toSeconds();
        return this;
    }

    public void shows(InstanceSnapshot instance, Job... jobs) {
        this.instance = instance;
        this.jobs = List.of(jobs);
    }

    /** From now on it tells these nodes alone too; before, it could not. */
    public void showsNodes(Node... nodes) {
        this.nodes = List.of(nodes);
    }

    /** From now on it tells of schemas; before, it could not. */
    public void showsSchemas(Supplier<List<Schema>> schemas) {
        this.schemas = schemas;
    }

    /** Has something done on the way of each call to the provider, and on its way back. */
    public void onTheWay(Runnable there, Runnable back) {
        beforeEachCall = there;
        afterEachCall = back;
    }

    /** Has jobs read in pages of this size. */
    public void showsJobsInPagesOf(int size) {
        pageSize = size;
    }

    public void nextAnswer(Supplier<ScaleOutReceipt> answer) {
        answers.add(answer);
    }

    /** The next answer is lost; meanwhile this happens. */
    public void nextAnswerIsLost(Runnable meanwhile) {
        nextAnswer(() -> {
            meanwhile.run();
            throw new OutcomeUnknownException("Read timed out", new ProviderError(null, null, "req-7"), null);
        });
    }

    public void nextIsUnavailable(Duration retryAfter) {
        nextAnswer(() -> {
            throw ProviderUnavailableException.throttled("Too many calls", ProviderError.NONE, retryAfter);
        });
    }

    public void nextReadFails(RuntimeException failure) {
        duringNextRead(() -> {
            throw failure;
        });
    }

    public void duringNextRead(Runnable meanwhile) {
        reads.add(meanwhile);
    }

    public long sent() {
        return calls.stream().filter(call -> call.endsWith("scaleOut")).count();
    }

    public static ScaleOutReceipt jobStarted(String jobId) {
        return new ScaleOutReceipt.JobStarted(Samples.INSTANCE, Optional.empty(), new JobId(jobId), Optional.empty());
    }

    @Override
    public ScaleOutReceipt scaleOut(InstanceId instanceId, ScaleOutRequest request) {
        note("scaleOut");
        Supplier<ScaleOutReceipt> answer = answers.poll();
        return answer == null ? jobStarted("j1") : answer.get();
    }

    @Override
    public InstanceSnapshot instance(InstanceId instanceId) {
        note("instance");
        failIfTold();
        return new InstanceSnapshot(
                instanceId,
                instance.name(),
                instance.status(),
                instance.billingMode(),
                instance.nodeCount(),
                instance.groups(),
                instance.nodes());
    }

    @Override
    public Optional<List<Node>> nodes(InstanceId instanceId) {
        if (nodes != null) {
            note("nodes");
            failIfTold();
        }
        return Optional.ofNullable(nodes);
    }

    @Override
    public Optional<List<Schema>> schemas(InstanceId instanceId) {
        if (schemas != null) {
            note("schemas");
        }
        return schemas == null ? Optional.empty() : Optional.of(schemas.get());
    }

    @Override
    public Job job(JobId jobId) {
        note("job");
        failIfTold();
        return jobs.stream()
                .filter(job -> job.id().equals(jobId))
                .findFirst()
                .map(StubProvider::withoutReason)
                .orElseThrow(() -> new ScaleOutRejectedException(
                        RejectionReason.NOT_FOUND, "There is no job " + jobId, ProviderError.NONE));
    }

    @Override
    public List<Job> jobsSince(Instant since) {
        throw new AssertionError("a flow reads page by page");
    }

    @Override
    public JobPage jobPage(Instant since, int offset) {
        note(offset == 0 ? "jobs" : "jobs from " + offset);
        failIfTold();
        int end = Math.min(offset + pageSize, jobs.size());
        return new JobPage(jobs.subList(offset, end), end < jobs.size() ? OptionalInt.of(end) : OptionalInt.empty());
    }

    /** Only the list of jobs tells why one failed. */
    private static Job withoutReason(Job job) {
        return new Job(
                job.id(),
                job.name(),
                job.status(),
                job.progress(),
                job.createdAt(),
                job.endedAt(),
                job.instanceId(),
                Optional.empty());
    }

    private void note(String call) {
        beforeEachCall.run();
        calls.add(clock.get() + " " + call);
        afterEachCall.run();
    }

    private void failIfTold() {
        Runnable meanwhile = reads.poll();
        if (meanwhile != null) {
            meanwhile.run();
        }
    }
}
