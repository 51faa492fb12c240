/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import feign.Request;
import feign.RequestLine;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.ProjectId;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.feign.EnlargeJson.Answered;
import io.github.ddm4j.feign.internal.Reply;
import java.net.URI;

/** The HTTP call that orders. The options' read timeout is the time for the whole of a call. */
interface ScaleOutApi {

    /** To {@link #enlargeUri}, made by us: Feign's expanding of a path costs more than all the rest of Feign. */
    @RequestLine("POST")
    Reply<Answered> enlarge(URI uri, ScaleOutRequest request, Request.Options time);

    /** Ids need no encoding: they hold letters, digits, underscores and hyphens only. */
    static URI enlargeUri(URI endpoint, ProjectId project, InstanceId instance) {
        return URI.create(endpoint + "/v2/" + project + "/instances/" + instance + "/action/enlarge");
    }
}
