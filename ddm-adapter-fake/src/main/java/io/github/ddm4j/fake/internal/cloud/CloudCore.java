/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.cloud;

import static java.util.Objects.requireNonNull;

import io.github.ddm4j.fake.internal.audit.TraceActor;
import io.github.ddm4j.fake.internal.audit.TracePage;
import io.github.ddm4j.fake.internal.audit.TraceQuery;
import io.github.ddm4j.fake.internal.cloud.CredentialStore.AccessKey;
import io.github.ddm4j.fake.internal.cloud.CredentialStore.Token;
import io.github.ddm4j.fake.internal.cloud.CredentialStore.User;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The cloud behind its lock, as the fronts see it. Thread-safe. */
public final class CloudCore {

    /** The beginning of a cloud, to which a reset leads back. */
    public record Start(Clock clock, long seed, Duration jobDuration, boolean strict, Runnable content) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Consumer<Boolean>> watchers = new CopyOnWriteArrayList<>();
    private final RequestLog log = new RequestLog();
    private final Start start;
    private Runnable content;
    private World world;
    private CredentialStore credentials = new CredentialStore();
    private Traffic traffic = new Traffic();
    private Duration ahead = Duration.ZERO;
    private Instant latest = Instant.MIN;
    private long version;
    private int waiting;
    private volatile boolean reachable = true;

    /** A cloud that holds nothing yet; {@link #reset()} puts its content in. */
    public CloudCore(Start start) {
        this.start = start;
        this.content = start.content();
        this.world = new World(start.seed(), start.jobDuration());
    }

    /** Begins anew: what was added, broken and asked is gone. Time goes on, because it never runs backwards. */
    public void reset() {
        change(now -> clearAndFill(content));
        setReachable(true);
    }

    /** Begins anew with another content, which is that of all later resets too. */
    public void reset(Runnable other) {
        change(now -> {
            content = other;
            clearAndFill(other);
        });
        setReachable(true);
    }

    private void clearAndFill(Runnable with) {
        world = new World(start.seed(), start.jobDuration());
        credentials = new CredentialStore();
        traffic = new Traffic();
        log.clear();
        with.run();
    }

    /** An empty cloud of the same kind, to try things out in. */
    public CloudCore scratch() {
        return new CloudCore(start);
    }

    /** Tells whether a null is refused where an API page knows none. */
    public boolean strict() {
        return start.strict();
    }

    // ---- only under the lock, in what is given to at or change

    public World world() {
        return held(world);
    }

    public CredentialStore credentials() {
        return held(credentials);
    }

    public Traffic traffic() {
        return held(traffic);
    }

    public RequestLog log() {
        return held(log);
    }

    private <T> T held(T part) {
        if (!lock.isHeldByCurrentThread()) {
            throw new IllegalStateException("the cloud is looked at without its lock");
        }
        return part;
    }

    /** Looks at a moment, alone, after everything that was due before it. */
    public <T> T at(Function<Instant, T> look) {
        lock.lock();
        try {
            Instant shown = start.clock().instant().plus(ahead);
            latest = shown.isBefore(latest) ? latest : shown;
            world.settle(latest);
            return look.apply(latest);
        } finally {
            lock.unlock();
        }
    }

    /** Changes something at a moment, alone, and tells those who wait for a change. */
    public <T> T changing(Function<Instant, T> work) {
        return at(now -> {
            T result = work.apply(now);
            touch();
            return result;
        });
    }

    public void change(Consumer<Instant> work) {
        changing(now -> {
            work.accept(now);
            return now;
        });
    }

    private void touch() {
        version++;
        if (waiting > 0) {
            changed.signalAll();
        }
    }

    /**
     * Waits until something is not as it was at a version.
     *
     * @return the version now; the same if nothing has changed for as long as is waited
     */
    public long awaitChange(long since, Duration atMost) throws InterruptedException {
        lock.lock();
        waiting++;
        try {
            long left = atMost.toNanos();
            while (version == since && left > 0) {
                left = changed.awaitNanos(left);
            }
            return version;
        } finally {
            waiting--;
            lock.unlock();
        }
    }

    /** Changes with every change; only under the lock. */
    public long version() {
        return held(version);
    }

    public Instant now() {
        return at(now -> now);
    }

    /** Lets the cloud's time run ahead of its clock by more than before. */
    public void advance(Duration duration) {
        Inputs.requireNotNegative("duration", duration);
        change(now -> ahead = ahead.plus(duration));
    }

    public boolean reachable() {
        return reachable;
    }

    public void setReachable(boolean nowReachable) {
        reachable = nowReachable;
        watchers.forEach(watcher -> watcher.accept(nowReachable));
        change(now -> {});
    }

    /** Tells a front whenever the cloud can be reached or no longer can, until it is taken out again. */
    public void watch(Consumer<Boolean> watcher) {
        watchers.add(watcher);
        watcher.accept(reachable);
    }

    public void unwatch(Consumer<Boolean> watcher) {
        watchers.remove(watcher);
    }

    // ---- requests

    /** A request has arrived: counts it, and says what becomes of it. */
    public FaultPlan receive(FaultPlan.Target target) {
        return at(now -> traffic.receive(target, now));
    }

    /**
     * A request waits for its answer.
     *
     * @param entry what is kept of it until then, made with the moment
     * @return the same, with its place in the log
     */
    public RequestLog.Numbered waits(Function<Instant, RequestLog.Entry> entry) {
        return changing(now -> log.add(entry.apply(now)));
    }

    /**
     * A request has been answered.
     *
     * @param waiting what was kept of it while it waited, or null if it did not
     * @param entry what is kept of it, made with the moment
     * @return the same
     */
    public RequestLog.Entry answered(RequestLog.@Nullable Numbered waiting, Function<Instant, RequestLog.Entry> entry) {
        return changing(now -> {
            RequestLog.Entry answered = entry.apply(now);
            if (waiting == null) {
                log.add(answered);
            } else {
                log.replace(waiting, answered);
            }
            return answered;
        });
    }

    /** @throws Refusal unless the token is good for the project, and there is such a project */
    public void authorize(@Nullable String token, String projectId) {
        at(now -> {
            world.requireAccess(projectId, credentials.token(token, now).projectId());
            return now;
        });
    }

    /** @throws Refusal unless there is such a project, and it is the access key's */
    public void authorize(AccessKey key, String projectId) {
        at(now -> {
            world.requireAccess(projectId, key.projectId());
            return now;
        });
    }

    @Nullable
    public AccessKey accessKey(String id) {
        return at(now -> credentials.accessKey(id));
    }

    /** The user with this password, or null. */
    @Nullable
    public User user(Predicate<User> wanted, String password) {
        return at(now -> credentials.user(wanted, password));
    }

    /** @throws Refusal 401 if there is no such token, or it has ended */
    public Token token(@Nullable String value) {
        return at(now -> credentials.token(value, now));
    }

    /** Returns the user that access keys belong to. */
    public User firstUser() {
        return at(now -> credentials.firstUser());
    }

    /** A token of the first user there is. */
    public Token issueToken(String projectId) {
        return changing(now -> credentials.issueToken(projectId, credentials.firstUser(), now));
    }

    public Token issueToken(String projectId, User user) {
        return changing(now -> credentials.issueToken(projectId, user, now));
    }

    /** @param actor who orders */
    public EnlargeResult enlarge(EnlargeCommand command, TraceActor actor) {
        return changing(now -> world.enlarge(command, actor, now));
    }

    /** Nobody waits for the answer, so nobody is told if the token is refused. */
    public void enlargeLater(String token, EnlargeCommand command, Function<User, TraceActor> actor, Duration delay) {
        change(now -> {
            try {
                Token known = credentials.token(token, now);
                world.requireAccess(command.projectId(), known.projectId());
                world.enlargeLater(command, actor.apply(known.user()), now.plus(delay));
            } catch (Refusal refusal) {
                // Nothing will be applied.
            }
        });
    }

    public Dated<InstanceState> instance(String projectId, String id) {
        return at(now -> new Dated<>(world.instance(projectId, id), now));
    }

    public Dated<List<InstanceState>> instances(String projectId) {
        return at(now -> new Dated<>(world.instances(projectId), now));
    }

    public Dated<JobState> job(String projectId, String id) {
        return at(now -> new Dated<>(world.job(projectId, id), now));
    }

    public Dated<Page<JobState>> jobs(String projectId, Instant from, Instant to, int offset, int limit) {
        return at(now -> new Dated<>(world.jobs(projectId).page(from, to, offset, limit), now));
    }

    /** @throws Refusal if there is no tracker, or callers may not read what it has */
    public Dated<TracePage> traces(TraceQuery query) {
        return at(now -> {
            if (!world.traces().allowed()) {
                throw Refusal.of(403, "APIGW.0304", "The caller may not read traces: cts:trace:list is missing");
            }
            if (!world.traces().switchedOn()) {
                throw Refusal.of(404, null, "There is no tracker named system");
            }
            return new Dated<>(world.traces().page(query, now), now);
        });
    }

    public List<ProjectState> projects() {
        return at(now -> List.copyOf(world.projects()));
    }

    public List<FlavorState> flavors() {
        return at(now -> List.copyOf(world.region().flavors()));
    }

    public List<String> zones() {
        return at(now -> List.copyOf(world.region().zones()));
    }

    /** The class of an instance's nodes. */
    public FlavorState flavorOf(InstanceState instance) {
        return at(now -> requireNonNull(world.region().flavor(instance.base().flavorId()), "flavor of an instance"));
    }
}
