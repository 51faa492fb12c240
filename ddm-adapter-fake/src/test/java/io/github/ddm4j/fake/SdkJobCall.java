/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.huaweicloud.sdk.core.HcClient;
import com.huaweicloud.sdk.core.SdkResponse;
import com.huaweicloud.sdk.core.http.FieldExistence;
import com.huaweicloud.sdk.core.http.HttpMethod;
import com.huaweicloud.sdk.core.http.HttpRequestDef;
import com.huaweicloud.sdk.core.http.LocationType;

/**
 * ShowDdmJobResult, declared to the official SDK's own invoker the way its later versions declare it; the version at hand
 * has no such call yet.
 */
final class SdkJobCall {

    private static final HttpRequestDef<Request, Response> DEFINITION = definition();

    private SdkJobCall() {}

    static JobInfo showDdmJobResult(HcClient client, String jobId) {
        Request request = new Request();
        request.jobId = jobId;
        return client.syncInvokeHttp(request, DEFINITION).job;
    }

    private static HttpRequestDef<Request, Response> definition() {
        HttpRequestDef.Builder<Request, Response> builder = HttpRequestDef.builder(
                        HttpMethod.GET, Request.class, Response.class)
                .withName("ShowDdmJobResult")
                .withUri("/v3/{project_id}/jobs/{job_id}")
                .withContentType("application/json");
        builder.withRequestField(
                "job_id",
                LocationType.Path,
                FieldExistence.NON_NULL_NON_EMPTY,
                String.class,
                field -> field.withMarshaller(request -> request.jobId, (request, id) -> request.jobId = id));
        return builder.build();
    }

    static final class Request {
        private String jobId = "";
    }

    static final class Response extends SdkResponse {
        @JsonProperty("job")
        private JobInfo job = new JobInfo();
    }

    static final class JobInfo {
        @JsonProperty("id")
        String id = "";

        @JsonProperty("name")
        String name = "";

        @JsonProperty("status")
        String status = "";

        @JsonProperty("created_time")
        String createdTime = "";

        @JsonProperty("end_time")
        String endTime = "";

        @JsonProperty("process")
        String process = "";

        @JsonProperty("instance")
        Instance instance = new Instance();
    }

    static final class Instance {
        @JsonProperty("id")
        String id = "";

        @JsonProperty("name")
        String name = "";
    }
}
