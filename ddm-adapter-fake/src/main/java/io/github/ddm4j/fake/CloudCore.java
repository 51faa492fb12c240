/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The cloud behind its lock, as the fronts see it. Thread-safe. */
final class CloudCore {

    private final ReentrantLock lock = new ReentrantLock();
    private final List<Consumer<Boolean>> watchers = new CopyOnWriteArrayList<>();
    private final Clock clock;
    private final World world;
    private final Credentials credentials;
    private final Traffic traffic;
    private Instant latest = Instant.MIN;
    private volatile boolean reachable = true;

    CloudCore(Clock clock, World world, Credentials credentials, Traffic traffic) {
        this.clock = clock;
        this.world = world;
        this.credentials = credentials;
        this.traffic = traffic;
    }

    /** Does something at a moment, alone, after everything that was due before it. */
    <T> T at(Function<Instant, T> work) {
        lock.lock();
        try {
            Instant shown = clock.instant();
            latest = shown.isBefore(latest) ? latest : shown;
            world.settle(latest);
            return work.apply(latest);
        } finally {
            lock.unlock();
        }
    }

    void change(Consumer<Instant> work) {
        at(now -> {
            work.accept(now);
            return now;
        });
    }

    Instant now() {
        return at(now -> now);
    }

    boolean reachable() {
        return reachable;
    }

    void setReachable(boolean nowReachable) {
        reachable = nowReachable;
        watchers.forEach(watcher -> watcher.accept(nowReachable));
    }

    /** Tells a front whenever the cloud can be reached or no longer can, until it is taken out again. */
    void watch(Consumer<Boolean> watcher) {
        watchers.add(watcher);
        watcher.accept(reachable);
    }

    void unwatch(Consumer<Boolean> watcher) {
        watchers.remove(watcher);
    }

    /** A request has arrived: counts it, and says what becomes of it. */
    Fault receive(Fault.Target target) {
        return at(now -> traffic.receive(target, now));
    }

    /** @throws Refusal unless the token is good for the project, and there is such a project */
    void authorize(@Nullable String token, String projectId) {
        change(now ->
                world.requireAccess(projectId, credentials.token(token, now).projectId()));
    }

    /** @throws Refusal unless there is such a project, and it is the access key's */
    void authorize(Credentials.AccessKey key, String projectId) {
        change(now -> world.requireAccess(projectId, key.projectId()));
    }

    Credentials.@Nullable AccessKey accessKey(String id) {
        return at(now -> credentials.accessKey(id));
    }

    boolean passwordIsRight(String domain, String user, String password) {
        return at(now -> credentials.passwordIsRight(domain, user, password));
    }

    /** @throws Refusal 401 if there is no such token, or it has ended */
    Credentials.Token token(@Nullable String value) {
        return at(now -> credentials.token(value, now));
    }

    Credentials.Token issueToken(String projectId) {
        return at(now -> credentials.issueToken(projectId, now));
    }

    EnlargeResult enlarge(EnlargeCommand command) {
        return at(now -> world.enlarge(command, now));
    }

    /** Nobody waits for the answer, so nobody is told if the token is refused. */
    void enlargeLater(String token, EnlargeCommand command, Duration delay) {
        change(now -> {
            try {
                world.requireAccess(
                        command.projectId(), credentials.token(token, now).projectId());
                world.enlargeLater(command, now.plus(delay));
            } catch (Refusal refusal) {
                // Nothing will be applied.
            }
        });
    }

    Dated<InstanceState> instance(String projectId, String id) {
        return at(now -> new Dated<>(world.instance(projectId, id), now));
    }

    Dated<JobState> job(String projectId, String id) {
        return at(now -> new Dated<>(world.job(projectId, id), now));
    }

    Dated<Page<JobState>> jobs(String projectId, Instant from, Instant to, int offset, int limit) {
        return at(now -> new Dated<>(world.jobs(projectId).page(from, to, offset, limit), now));
    }

    List<ProjectState> projects() {
        return at(now -> List.copyOf(world.projects()));
    }
}
