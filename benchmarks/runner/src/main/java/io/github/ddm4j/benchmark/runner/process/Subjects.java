/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark.runner.process;

/** Who is measured: the name in the report, the module whose class path it has, and its class. */
public enum Subjects {
    DDM4J("ddm4j", "subjects/ddm4j", "Ddm4jSubject"),
    DDM4J_SIGNED("ddm4j, signing", "subjects/ddm4j", "Ddm4jSignedSubject"),
    SDK("huaweicloud-sdk", "subjects/huaweicloud-sdk", "HuaweiCloudSdkSubject"),
    FEIGN("feign + jackson", "subjects/feign", "FeignSubject"),
    FEIGN_OKHTTP("feign-okhttp", "subjects/feign-okhttp", "FeignOkHttpSubject"),
    FEIGN_HC5("feign-hc5", "subjects/feign-hc5", "FeignHc5Subject"),
    JAVA_NET_HTTP("java.net.http + jackson", "subjects/java-net-http", "JavaNetHttpSubject"),
    FLOOR("httpclient5 + jackson", "subjects/httpclient5", "HttpClient5Subject"),
    LIMIT("bare socket", "harness", "SocketSubject");

    public static final String PACKAGE = "io.github.ddm4j.benchmark.";

    private final String title;
    private final String module;
    private final String type;

    Subjects(String title, String module, String type) {
        this.title = title;
        this.module = module;
        this.type = PACKAGE + type;
    }

    public String title() {
        return title;
    }

    public String module() {
        return module;
    }

    public String type() {
        return type;
    }

    /** Ours sends every order on a connection of its own, and nothing else. */
    public boolean isOurs() {
        return this == DDM4J || this == DDM4J_SIGNED;
    }
}
