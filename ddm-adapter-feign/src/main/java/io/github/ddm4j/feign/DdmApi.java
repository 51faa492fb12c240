/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import feign.Headers;
import feign.Param;
import feign.Request;
import feign.RequestLine;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.ProjectId;
import io.github.ddm4j.feign.DdmWire.EnlargeBody;
import io.github.ddm4j.feign.DdmWire.EnlargeReply;

/**
 * The HTTP calls. The gateway refuses requests without a content type, GETs too. The options' read timeout is the time
 * for the whole of a call.
 */
@Headers("Content-Type: application/json")
interface DdmApi {

    @RequestLine("POST /v2/{project}/instances/{instance}/action/enlarge")
    Reply<EnlargeReply> enlarge(
            @Param("project") ProjectId project,
            @Param("instance") InstanceId instance,
            EnlargeBody body,
            Request.Options time);
}
