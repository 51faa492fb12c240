/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.micrometer;

/** The methods of the ports, with their names in tags and spans. */
enum PortCall {
    SCALE_OUT("scaleOut"),
    INSTANCE("instance"),
    NODES("nodes"),
    SCHEMAS("schemas"),
    JOB("job"),
    JOBS_SINCE("jobsSince"),
    JOB_PAGE("jobPage"),
    ORDER_TRACES("orderTraces");

    private final String method;

    PortCall(String method) {
        this.method = method;
    }

    String method() {
        return method;
    }
}
