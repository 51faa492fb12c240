/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.spring;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The properties under {@code ddm}, as they were written. {@link DdmSettings} makes values of them, because binding
 * them to types would end at the first that does not fit, and tell its value by Java's names.
 */
@ConfigurationProperties("ddm")
record DdmProperties(
        @Nullable String region,
        @Nullable String endpoint,
        @Nullable String projectId,
        @DefaultValue Auth auth,
        @Nullable String connectTimeout,
        @Nullable String deadline,
        @Nullable String maxConnections,
        @Nullable String maxResponseSize,
        @Nullable String idleTime,
        @Nullable String connectionLife,
        @Nullable String reuseConnections,
        @Nullable String circuitBreakerPrefix,
        @Nullable String allowInsecureHttp,
        @DefaultValue Proxy proxy,
        @DefaultValue Ssl ssl,
        @DefaultValue Audit audit) {

    /** Credentials: one kind of the three. */
    record Auth(
            @Nullable String token,
            @DefaultValue Iam iam,
            @Nullable String accessKey,
            @Nullable String secretKey,
            @Nullable String securityToken) {

        @Override
        public String toString() {
            return "***";
        }
    }

    /** A user of IAM. */
    record Iam(
            @Nullable String endpoint,
            @Nullable String domain,
            @Nullable String user,
            @Nullable String password,
            @Nullable String refusalBackOff) {

        @Override
        public String toString() {
            return "***";
        }
    }

    /** A proxy to connect through. */
    record Proxy(
            @Nullable String host,
            @Nullable String port,
            @Nullable String user,
            @Nullable String password) {

        @Override
        public String toString() {
            return "Proxy[host=" + host + ", port=" + port + ", ***]";
        }
    }

    /** The certificates to trust and to show. */
    record Ssl(@Nullable String bundle) {}

    /** The audit log as a witness. */
    record Audit(
            @Nullable String endpoint,
            @Nullable String soleUser,
            @Nullable List<@Nullable String> otherOwnKeys) {

        @Override
        public String toString() {
            return "Audit[endpoint=" + endpoint + ", soleUser=" + soleUser + ", ***]";
        }
    }
}
