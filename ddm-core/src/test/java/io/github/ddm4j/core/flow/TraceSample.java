/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.flow;

import io.github.ddm4j.core.model.FlavorId;
import io.github.ddm4j.core.model.GroupId;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.OrderId;
import io.github.ddm4j.core.model.OrderTrace;
import io.github.ddm4j.core.model.OrderTrace.Actor;
import io.github.ddm4j.core.model.OrderTrace.Asked;
import io.github.ddm4j.core.model.OrderTrace.By;
import io.github.ddm4j.core.model.OrderTrace.Rating;
import io.github.ddm4j.core.model.OrderTrace.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A trace of an accepted order of two nodes in group g0 of instance i1 at noon, unless told otherwise. */
public final class TraceSample {

    private final String id;
    private By by = By.OUR_KEY;
    private Instant time = VirtualTime.START;
    private Optional<InstanceId> instance = Optional.of(Samples.INSTANCE);
    private Asked asked = ofNodes(2, "g0");
    private Optional<Rating> rating = Optional.of(Rating.NORMAL);
    private OptionalInt status = OptionalInt.of(200);
    private Optional<JobId> job = Optional.empty();
    private Optional<OrderId> order = Optional.empty();
    private Optional<String> error = Optional.empty();

    private TraceSample(String id) {
        this.id = id;
    }

    public static TraceSample trace(String id) {
        return new TraceSample(id);
    }

    public TraceSample by(By whom) {
        by = whom;
        return this;
    }

    public TraceSample after(Duration pause) {
        time = VirtualTime.START.plus(pause);
        return this;
    }

    public TraceSample of(@Nullable String instanceId) {
        instance = Optional.ofNullable(instanceId).map(InstanceId::new);
        return this;
    }

    public TraceSample asked(int nodes, String group) {
        asked = ofNodes(nodes, group);
        return this;
    }

    private static Asked ofNodes(int nodes, String group) {
        return new Asked(Optional.of(new FlavorId("flavor-1")), OptionalInt.of(nodes), Optional.of(new GroupId(group)));
    }

    /** Without the group. */
    public TraceSample askedSomewhere(int nodes) {
        asked = new Asked(Optional.of(new FlavorId("flavor-1")), OptionalInt.of(nodes), Optional.empty());
        return this;
    }

    public TraceSample withoutRequest() {
        asked = Asked.NOTHING_TOLD;
        return this;
    }

    public TraceSample job(String jobId) {
        job = Optional.of(new JobId(jobId));
        return this;
    }

    public TraceSample order(String orderId) {
        order = Optional.of(new OrderId(orderId));
        return this;
    }

    public TraceSample failed(int code, @Nullable String errorCode) {
        rating = Optional.of(Rating.WARNING);
        status = OptionalInt.of(code);
        error = Optional.ofNullable(errorCode);
        return this;
    }

    /** Without rating and status. */
    public TraceSample ofUnknownEnd() {
        rating = Optional.empty();
        status = OptionalInt.empty();
        return this;
    }

    public TraceSample rated(Rating rated, OptionalInt code) {
        rating = Optional.of(rated);
        status = code;
        return this;
    }

    public OrderTrace get() {
        return new OrderTrace(
                id,
                OrderTrace.ENLARGE_NODE,
                time,
                Optional.empty(),
                instance,
                new Actor(by, Optional.of("somebody"), Optional.empty(), Optional.of("ApiCall")),
                asked,
                new Result(rating, status, job, order, error, Optional.empty()));
    }
}
