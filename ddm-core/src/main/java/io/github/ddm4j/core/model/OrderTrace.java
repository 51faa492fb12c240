/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.model;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The provider's record of one scale-out in its audit log: who asked for what, and how that ended. All but id, name and time
 * may be missing. An asynchronous scale-out may leave two records, of the request and of its result, and any may come twice.
 *
 * <p>Holds neither an access key id nor the texts of the request and the response; texts are one bounded line each.
 *
 * @param id the id of the record
 * @param name the operation, such as {@value #ENLARGE_NODE}
 * @param time the moment of the operation, by the provider's clock
 * @param recordedAt the moment at which the log had it, by the provider's clock
 * @param instanceId the instance
 * @param actor the party that asked
 * @param asked the nodes that were asked for, as far as the record tells
 * @param result the end of the operation, as far as the record tells
 * @see <a href="https://docs.otc.t-systems.com/cloud-trace-service/umn/">Cloud Trace Service, structure of a trace</a>
 * @since 0.1.0
 */
public record OrderTrace(
        String id,
        String name,
        Instant time,
        Optional<Instant> recordedAt,
        Optional<InstanceId> instanceId,
        Actor actor,
        Asked asked,
        Result result) {

    /** The name of a record of a scale-out. */
    public static final String ENLARGE_NODE = "enlargeNode";

    public OrderTrace {
        id = ProviderText.oneLine("id", id);
        name = ProviderText.oneLine("name", name);
        requireNonNull(time, "time");
        requireNonNull(recordedAt, "recordedAt");
        requireNonNull(instanceId, "instanceId");
        requireNonNull(actor, "actor");
        requireNonNull(asked, "asked");
        requireNonNull(result, "result");
    }

    /** The party that asked, as seen by the adapter, which knows its own credentials. */
    public enum By {
        /** The request was signed with an access key of the adapter's own. */
        OUR_KEY,
        /** The request was made by a user that nobody else uses, as the adapter's owner has said. */
        OUR_USER,
        /**
         * Somebody else, surely: an access key that was never the adapter's, a user that is not the adapter's, or the
         * provider's console.
         */
        OTHERS,
        /**
         * Nobody can tell: the record names neither key nor user, or only a user that others use as well, or a key that may
         * have been one of the adapter's earlier ones.
         */
        UNKNOWN;

        /** Returns true if it is us. */
        public boolean isUs() {
            return this == OUR_KEY || this == OUR_USER;
        }
    }

    /** The end of an operation, in the provider's words: normal, warning, incident. */
    public enum Rating {
        /** It succeeded. */
        NORMAL,
        /** It failed. */
        WARNING,
        /** It failed, with serious consequences. */
        INCIDENT
    }

    /**
     * The party that asked.
     *
     * @param by whether it is us
     * @param user the name of the user
     * @param address the address that the request came from
     * @param kind the kind of the request, such as {@code ApiCall} or {@code ConsoleAction}
     */
    public record Actor(By by, Optional<String> user, Optional<String> address, Optional<String> kind) {

        public Actor {
            requireNonNull(by, "by");
            user = oneLine("user", user);
            address = oneLine("address", address);
            kind = oneLine("kind", kind);
        }
    }

    /**
     * The nodes that were asked for.
     *
     * @param flavorId the class of the nodes
     * @param nodes their number
     * @param groupId the node group
     */
    public record Asked(Optional<FlavorId> flavorId, OptionalInt nodes, Optional<GroupId> groupId) {

        /** Nothing is known of the request. */
        public static final Asked NOTHING_TOLD = new Asked(Optional.empty(), OptionalInt.empty(), Optional.empty());

        public Asked {
            requireNonNull(flavorId, "flavorId");
            requireNonNull(nodes, "nodes");
            requireNonNull(groupId, "groupId");
        }
    }

    /**
     * The end of an operation.
     *
     * @param rating the log's verdict; empty if there is none, or one that nobody knows
     * @param status the HTTP status of the answer
     * @param jobId the job that was started
     * @param orderId the order that was placed
     * @param errorCode the error code of the answer
     * @param requestId the provider's id of the request
     */
    public record Result(
            Optional<Rating> rating,
            OptionalInt status,
            Optional<JobId> jobId,
            Optional<OrderId> orderId,
            Optional<String> errorCode,
            Optional<String> requestId) {

        /** Nothing is known of the end. */
        public static final Result NOTHING_TOLD = new Result(
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        public Result {
            requireNonNull(rating, "rating");
            requireNonNull(status, "status");
            requireNonNull(jobId, "jobId");
            requireNonNull(orderId, "orderId");
            errorCode = oneLine("errorCode", errorCode);
            requestId = oneLine("requestId", requestId);
        }

        private boolean namesWhatCame() {
            return jobId.isPresent() || orderId.isPresent();
        }

        private boolean isRefusal() {
            return status.orElse(0) >= 300 || errorCode.isPresent();
        }

        private boolean tellsSuccess() {
            return rating.equals(Optional.of(Rating.NORMAL)) || status.orElse(0) >= 200 && status.orElse(0) < 300;
        }

        private boolean tellsFailure() {
            return rating.isPresent() && !rating.equals(Optional.of(Rating.NORMAL)) || isRefusal();
        }
    }

    /**
     * Returns true if the provider accepted it, and nothing in the record says otherwise. One that names its job or its
     * order was accepted, even if the job failed later.
     */
    public boolean accepted() {
        return result.namesWhatCame() ? !result.isRefusal() : result.tellsSuccess() && !result.tellsFailure();
    }

    /** Returns true if it failed, and nothing in the record says otherwise. */
    public boolean failed() {
        return result.tellsFailure() && !result.tellsSuccess() && !result.namesWhatCame();
    }

    private static Optional<String> oneLine(String name, Optional<String> text) {
        return requireNonNull(text, name).map(each -> ProviderText.oneLine(name, each));
    }
}
