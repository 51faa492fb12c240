/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import feign.Param;
import feign.RequestLine;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.ProjectId;
import io.github.ddm4j.feign.DdmWire.GroupsReply;
import io.github.ddm4j.feign.DdmWire.InstanceReply;
import io.github.ddm4j.feign.DdmWire.JobReply;
import io.github.ddm4j.feign.DdmWire.JobsReply;
import io.github.ddm4j.feign.DdmWire.NodesReply;
import io.github.ddm4j.feign.DdmWire.SchemasReply;
import io.github.ddm4j.feign.internal.HttpCall;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP calls that read. Feign expands each parameter anew for each call, so page sizes are part of the path, and a
 * first page has no offset. An id has no slash; {@code decodeSlash} is off because Feign would search for one.
 */
interface ReadApi {

    int GROUPS_A_PAGE = 100;
    int NODES_A_PAGE = 128;
    int SCHEMAS_A_PAGE = 128;
    int JOBS_A_PAGE = 128;

    @RequestLine(value = "GET /v1/{project_id}/instances/{instance_id}", decodeSlash = false)
    InstanceReply instance(
            @Param("project_id") ProjectId project, @Param("instance_id") InstanceId instance, HttpCall call);

    @RequestLine(
            value = "GET /v3/{project_id}/instances/{instance_id}/groups?offset={offset}&limit=" + GROUPS_A_PAGE,
            decodeSlash = false)
    GroupsReply groups(
            @Param("project_id") ProjectId project,
            @Param("instance_id") InstanceId instance,
            @Param("offset") @Nullable Integer offset,
            HttpCall call);

    @RequestLine(
            value = "GET /v1/{project_id}/instances/{instance_id}/nodes?offset={offset}&limit=" + NODES_A_PAGE,
            decodeSlash = false)
    NodesReply nodes(
            @Param("project_id") ProjectId project,
            @Param("instance_id") InstanceId instance,
            @Param("offset") @Nullable Integer offset,
            HttpCall call);

    @RequestLine(
            value = "GET /v1/{project_id}/instances/{instance_id}/databases?offset={offset}&limit=" + SCHEMAS_A_PAGE,
            decodeSlash = false)
    SchemasReply schemas(
            @Param("project_id") ProjectId project,
            @Param("instance_id") InstanceId instance,
            @Param("offset") @Nullable Integer offset,
            HttpCall call);

    @RequestLine(value = "GET /v3/{project_id}/jobs/{job_id}", decodeSlash = false)
    JobReply job(@Param("project_id") ProjectId project, @Param("job_id") JobId job, HttpCall call);

    /** Lists the jobs between two times, in milliseconds since 1970. */
    @RequestLine(
            value = "GET /v3/{project_id}/jobs?start_time={start_time}&end_time={end_time}&offset={offset}&limit="
                    + JOBS_A_PAGE,
            decodeSlash = false)
    JobsReply jobs(
            @Param("project_id") ProjectId project,
            @Param("start_time") long start,
            @Param("end_time") long end,
            @Param("offset") @Nullable Integer offset,
            HttpCall call);
}
