/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import io.github.ddm4j.core.model.AvailabilityZone;
import io.github.ddm4j.core.model.BillingMode;
import io.github.ddm4j.core.model.FlavorId;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.port.InstancePort;
import io.github.ddm4j.core.port.JobPort;
import io.github.ddm4j.core.port.ScaleOutPort;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * One adapter and the far side it talks to. The suites arrange and verify through the fixture and act through the ports.
 *
 * <p>A fixture is new for every test: no instance, no order, no fault, a closed circuit breaker. One thread at a time
 * calls its methods, {@link #requestsSeen()} and {@link #readsSeen()} excepted. The far side comes ready-made in the
 * package {@code contract.fake}.
 *
 * @since 0.1.0
 */
public interface ScaleOutFixture extends AutoCloseable {

    /** Returns the adapter under test. */
    ScaleOutPort port();

    /** Returns the adapter's reads of instances. */
    InstancePort instances();

    /** Returns the adapter's reads of jobs. */
    JobPort jobs();

    /** Closes the adapter, by its own means and nothing else. The far side stays up. */
    void closeAdapter();

    /** Returns the capabilities of this adapter: the points in which it differs from others. */
    Set<Capability> capabilities();

    /**
     * Returns every token and password that the adapter has held since the fixture was made, the latest one last. None
     * is part of another text.
     */
    List<String> secrets();

    /**
     * Returns everything that was logged since the fixture was made, at the most detailed level there is: of every
     * event the message, the arguments and the exceptions with their causes. Empty only if the adapter logs nothing.
     */
    String logged();

    /**
     * Lets {@link AdapterSettings#breakerOpenFor()} pass for the circuit breaker. A breaker that is not open stays as
     * it is.
     */
    void letBreakerHalfOpen();

    /**
     * Puts an instance at the far side, RUNNING and without work.
     *
     * @param nodesPerGroup the numbers of nodes of its groups; of three groups or more the last serves reads only
     * @return the instance as it is
     */
    InstanceSnapshot givenInstance(BillingMode billingMode, int... nodesPerGroup);

    /**
     * Lets something go wrong with the next scale-outs that nothing given earlier strikes. The far side counts those
     * requests too.
     */
    void givenTrouble(Trouble trouble, int times);

    /**
     * Lets something go wrong with the next requests that read, and that nothing given earlier strikes.
     *
     * @param times how many, {@link Integer#MAX_VALUE} for all
     */
    void givenReadTrouble(Trouble trouble, int times);

    /** Takes back all trouble that was given and has not struck yet, of scale-outs and of reads. */
    void givenNoTrouble();

    /** Takes the far side down for good: from now on no connection to it comes about. */
    void givenProviderDown();

    /** Returns the instance as it is at the far side now, seen without the adapter. */
    InstanceSnapshot stateOf(InstanceId instanceId);

    /** Returns the scale-outs that the far side has taken on, oldest first. */
    List<AppliedOrder> applied();

    /**
     * Returns the number of requests for a scale-out that have reached the far side, refused ones included. Safe for
     * any thread.
     */
    int requestsSeen();

    /** Returns the number of requests that read and have reached the far side. Safe for any thread. */
    int readsSeen();

    /** Lets every job of the far side end well. */
    void finishJobs();

    /** Returns the time by the far side's clock. */
    Instant farSideTime();

    /** Returns the jobs of the far side, newest first, as their list tells them; seen without the adapter. */
    List<Job> jobsAtFarSide();

    /**
     * Adds a schema, on an RDS instance of its own, to an instance of the far side. Default: none can be added, which is
     * enough for an adapter that does not {@linkplain Capability#TELLS_LINKED_RDS tell} of them.
     *
     * @param usable whether the RDS instance is usable and idle
     */
    default void givenLinkedRds(InstanceId instanceId, boolean usable) {
        throw new UnsupportedOperationException("the fixture of an adapter that TELLS_LINKED_RDS has to add them");
    }

    /** Returns two flavors that the far side knows. Default: the one on the API page, and one more. */
    default List<FlavorId> flavors() {
        return List.of(
                new FlavorId("8f2e696c-a9c1-30bd-af90-25522bc67606"),
                new FlavorId("0b0d7ed5-d2a5-31bd-b98b-0cb7e0d33c8e"));
    }

    /** Returns two availability zones that the far side knows. Default: {@code az1} and {@code az2}. */
    default List<AvailabilityZone> zones() {
        return List.of(new AvailabilityZone("az1"), new AvailabilityZone("az2"));
    }

    /** Stops the far side, and closes the adapter if that has not happened. */
    @Override
    void close();
}
