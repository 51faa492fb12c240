/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.spring;

import java.net.URI;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;

/**
 * The addresses of DDM, IAM and CTS. A bean of this type takes precedence over {@code ddm.region}, {@code ddm.endpoint},
 * {@code ddm.auth.iam.endpoint} and {@code ddm.audit.endpoint}. It is meant for a fake that listens on a port of its own choice, say.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface DdmConnectionDetails extends ConnectionDetails {

    /** Returns the scheme, host and port of DDM. */
    URI endpoint();

    /**
     * Returns the scheme, host and port of CTS, whose audit log is read only if {@code ddm.audit.endpoint} is set. By default
     * they are those of DDM, as with the fake.
     */
    default URI auditEndpoint() {
        return endpoint();
    }

    /** Returns the scheme, host and port of IAM. By default they are those of DDM, as with the fake. */
    default URI iamEndpoint() {
        return endpoint();
    }
}
