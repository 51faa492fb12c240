/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.spring;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/** What is set under {@code ddm}. Absent values leave the adapter's defaults. Checked by {@link DdmSettings}. */
@ConfigurationProperties("ddm")
record DdmProperties(
        @Nullable String region,
        @Nullable String endpoint,
        @Nullable String projectId,
        @DefaultValue Auth auth,
        @Nullable Duration connectTimeout,
        @Nullable Duration deadline,
        @Nullable Integer maxConnections,
        @Nullable DataSize maxResponseSize,
        @Nullable Duration idleTime,
        @Nullable Duration connectionLife,
        @Nullable Boolean reuseConnections,
        @Nullable String circuitBreakerPrefix,
        @DefaultValue("false") boolean allowInsecureHttp,
        @Nullable Proxy proxy,
        @DefaultValue Ssl ssl) {

    /** Credentials: one kind of the three. */
    record Auth(
            @Nullable String token,
            @Nullable Iam iam,
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
            @Nullable Duration refusalBackOff) {

        @Override
        public String toString() {
            return "***";
        }
    }

    /** A proxy to connect through. */
    record Proxy(
            @Nullable String host,
            @DefaultValue("0") int port,
            @Nullable String user,
            @Nullable String password) {

        @Override
        public String toString() {
            return "Proxy[host=" + host + ", port=" + port + ", ***]";
        }
    }

    /** Whom to trust. */
    record Ssl(@Nullable String bundle) {}
}
