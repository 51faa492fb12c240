/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import feign.Param;
import feign.RequestLine;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.ProjectId;
import io.github.ddm4j.feign.CtsWire.TracesReply;
import io.github.ddm4j.feign.internal.HttpCall;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP call of Cloud Trace Service that reads. It has an endpoint of its own.
 *
 * @see <a href="https://support.huaweicloud.com/intl/en-us/api-cts/cts_api_0311.html">Querying a trace list</a>
 */
interface CtsApi {

    /**
     * Lists the traces of scale-outs of an instance, newest first.
     *
     * @param from the moment after which they happened, in milliseconds since 1970
     * @param to the moment before which they happened
     * @param limit the most traces of a page, from 1 to 200
     * @param next the marker of the page before; null for the first page
     */
    @RequestLine("GET /v3/{project_id}/traces?trace_type=system&service_type=DDM&resource_type=instance"
            + "&resource_id={resource_id}&trace_name=enlargeNode&from={from}&to={to}&limit={limit}&next={next}")
    TracesReply traces(
            @Param("project_id") ProjectId project,
            @Param("resource_id") InstanceId instance,
            @Param("from") long from,
            @Param("to") long to,
            @Param("limit") int limit,
            @Param("next") @Nullable String next,
            HttpCall call);
}
