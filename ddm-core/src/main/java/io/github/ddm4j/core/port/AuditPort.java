/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.port;

import static java.util.Objects.requireNonNull;

import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.OrderTrace;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Reads the provider's own audit log: who ordered nodes for an instance. A flow that is given one takes it as a witness
 * after a lost answer, beside the instance and its jobs; an adapter without it goes on working. Reading changes nothing, so
 * an implementation may repeat its requests; no call ends in {@link
 * io.github.ddm4j.core.exception.OutcomeUnknownException}. Implementations are safe for use by several threads.
 *
 * <p>An implementation knows its own credentials, and marks each trace {@linkplain OrderTrace.By by whom} it is. It never
 * hands out an access key id, which is a part of a credential, nor the texts of the request and the response, which may hold
 * whatever a user has typed.
 *
 * @see <a href="https://docs.otc.t-systems.com/cloud-trace-service/api-ref/">Cloud Trace Service, querying a trace list</a>
 * @since 0.1.0
 */
public interface AuditPort {

    /**
     * Reads one page of the traces of scale-outs of an instance, in the provider's order: one page with one request. The
     * provider keeps traces for about seven days, records them minutes late, and may record one twice.
     *
     * <p>Traces that lack an id, a name or a time, and traces of other operations, are left out; where a scale-out is left out
     * so, the page is not whole. A trace that names another
     * instance is not left out, because the caller has to know that the answer is not what was asked for.
     *
     * @param since the moment of the provider's clock from which traces are wanted, the same for all pages. They are wanted
     *     until now, and from a while beyond as well, because the clocks may differ
     * @param marker empty for the first page, then the one before's {@link Page#next()}
     * @throws ScaleOutRejectedException if the provider refuses: the permission is missing, the log is switched off
     * @throws ProviderUnavailableException if no usable answer came
     */
    Page orderTraces(InstanceId instanceId, Instant since, Optional<String> marker);

    /**
     * One page of traces.
     *
     * @param traces the traces, in the provider's order; may be empty though more follow
     * @param next the marker of the next page; empty if this is the last one
     * @param wholeFrom the moment from which on the page has all that the log has, if that is later than the one that was
     *     asked for; {@link Instant#MAX} if that is from no moment on. What the log does not show from before then, it may
     *     have all the same
     */
    record Page(List<OrderTrace> traces, Optional<String> next, Optional<Instant> wholeFrom) {

        public Page {
            traces = List.copyOf(traces);
            requireNonNull(next, "next");
            requireNonNull(wholeFrom, "wholeFrom");
        }

        /** Makes one that has all from the moment on that was asked for. */
        public Page(List<OrderTrace> traces, Optional<String> next) {
            this(traces, next, Optional.empty());
        }
    }
}
