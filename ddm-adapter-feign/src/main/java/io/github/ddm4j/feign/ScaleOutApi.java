/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import feign.Param;
import feign.RequestLine;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.ProjectId;
import io.github.ddm4j.feign.DdmWire.EnlargeReply;
import io.github.ddm4j.feign.DdmWire.EnlargeRequest;
import io.github.ddm4j.feign.internal.HttpCall;

/**
 * The HTTP call that orders.
 *
 * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ddm/ddm_api_01_0025.html">Scaling out a DDM instance</a>
 */
interface ScaleOutApi {

    @RequestLine(value = "POST /v2/{project_id}/instances/{instance_id}/action/enlarge", decodeSlash = false)
    EnlargeReply enlarge(
            @Param("project_id") ProjectId project,
            @Param("instance_id") InstanceId instance,
            EnlargeRequest order,
            HttpCall call);
}
