/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import feign.Param;
import feign.Request;
import feign.RequestLine;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.ProjectId;
import io.github.ddm4j.feign.DdmWire.GroupsReply;
import io.github.ddm4j.feign.DdmWire.InstanceReply;
import io.github.ddm4j.feign.DdmWire.JobReply;
import io.github.ddm4j.feign.DdmWire.JobsReply;
import io.github.ddm4j.feign.DdmWire.NodesReply;
import io.github.ddm4j.feign.internal.Reply;

/** The HTTP calls that look. The options' read timeout is the time for the whole of a call. */
interface ReadApi {

    @RequestLine("GET /v1/{project}/instances/{instance}")
    Reply<InstanceReply> instance(
            @Param("project") ProjectId project, @Param("instance") InstanceId instance, Request.Options time);

    @RequestLine("GET /v3/{project}/instances/{instance}/groups?offset={offset}&limit={limit}")
    Reply<GroupsReply> groups(
            @Param("project") ProjectId project,
            @Param("instance") InstanceId instance,
            @Param("offset") int offset,
            @Param("limit") int limit,
            Request.Options time);

    @RequestLine("GET /v1/{project}/instances/{instance}/nodes?offset={offset}&limit={limit}")
    Reply<NodesReply> nodes(
            @Param("project") ProjectId project,
            @Param("instance") InstanceId instance,
            @Param("offset") int offset,
            @Param("limit") int limit,
            Request.Options time);

    @RequestLine("GET /v3/{project}/jobs/{job}")
    Reply<JobReply> job(@Param("project") ProjectId project, @Param("job") JobId job, Request.Options time);

    /** Times in milliseconds since 1970. */
    @RequestLine("GET /v3/{project}/jobs?start_time={start}&end_time={end}&offset={offset}&limit={limit}")
    Reply<JobsReply> jobs(
            @Param("project") ProjectId project,
            @Param("start") long start,
            @Param("end") long end,
            @Param("offset") int offset,
            @Param("limit") int limit,
            Request.Options time);
}
