/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.spring;

import io.github.ddm4j.core.validation.SettingException;
import io.github.ddm4j.core.validation.SettingException.Complaint;
import io.github.ddm4j.feign.Endpoints;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where DDM and IAM are reached, by the properties. Endpoints that are set win over those of the region. */
final class PropertiesConnection implements DdmConnectionDetails {

    private final DdmProperties properties;

    PropertiesConnection(DdmProperties properties) {
        this.properties = properties;
    }

    @Override
    public URI endpoint() {
        if (properties.endpoint() == null && properties.region() == null) {
            throw new InvalidDdmPropertiesException(List.of("ddm.region or ddm.endpoint must be set, but neither is"));
        }
        return properties.endpoint() == null
                ? ofRegion().ddm()
                : Rules.required("ddm.endpoint", properties.endpoint(), PropertiesConnection::uri);
    }

    @Override
    public URI iamEndpoint() {
        String endpoint =
                properties.auth().iam() == null ? null : properties.auth().iam().endpoint();
        return endpoint == null && properties.region() != null
                ? ofRegion().iam()
                : Rules.required("ddm.auth.iam.endpoint", endpoint, PropertiesConnection::uri);
    }

    private Endpoints ofRegion() {
        return Rules.required("ddm.region", properties.region(), Endpoints::ofRegion);
    }

    private static URI uri(@Nullable String text) {
        try {
            return URI.create(String.valueOf(text));
        } catch (IllegalArgumentException e) {
            // The cause shows the whole text, which may hold a password before an @.
            throw new SettingException(Complaint.hidden("endpoint", "must be a URI such as https://ddm.example.com"));
        }
    }
}
