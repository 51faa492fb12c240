/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import feign.Headers;
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

/** The HTTP calls that read. The gateway refuses requests without a content type, also those without a body. */
@Headers("Content-Type: application/json")
interface ReadApi {

    @RequestLine("GET /v1/{project_id}/instances/{instance_id}")
    InstanceReply instance(
            @Param("project_id") ProjectId project, @Param("instance_id") InstanceId instance, HttpCall call);

    @RequestLine("GET /v3/{project_id}/instances/{instance_id}/groups?offset={offset}&limit={limit}")
    GroupsReply groups(
            @Param("project_id") ProjectId project,
            @Param("instance_id") InstanceId instance,
            @Param("offset") int offset,
            @Param("limit") int limit,
            HttpCall call);

    @RequestLine("GET /v1/{project_id}/instances/{instance_id}/nodes?offset={offset}&limit={limit}")
    NodesReply nodes(
            @Param("project_id") ProjectId project,
            @Param("instance_id") InstanceId instance,
            @Param("offset") int offset,
            @Param("limit") int limit,
            HttpCall call);

    @RequestLine("GET /v1/{project_id}/instances/{instance_id}/databases?offset={offset}&limit={limit}")
    SchemasReply schemas(
            @Param("project_id") ProjectId project,
            @Param("instance_id") InstanceId instance,
            @Param("offset") int offset,
            @Param("limit") int limit,
            HttpCall call);

    @RequestLine("GET /v3/{project_id}/jobs/{job_id}")
    JobReply job(@Param("project_id") ProjectId project, @Param("job_id") JobId job, HttpCall call);

    /** Lists the jobs between two times, in milliseconds since 1970. */
    @RequestLine("GET /v3/{project_id}/jobs?start_time={start_time}&end_time={end_time}&offset={offset}&limit={limit}")
    JobsReply jobs(
            @Param("project_id") ProjectId project,
            @Param("start_time") long start,
            @Param("end_time") long end,
            @Param("offset") int offset,
            @Param("limit") int limit,
            HttpCall call);
}
