/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.spring;

import io.github.ddm4j.feign.AuditSettings;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the settings of the audit log of its properties. */
record AuditPropertiesReader(PropertyReader reader, DdmProperties.Audit properties) {

    private static final String ENDPOINT = "ddm.audit.endpoint";
    private static final String OTHER_OWN_KEYS = "ddm.audit.other-own-keys";

    /** Says that there are no other keys, which nothing at all does not say. */
    private static final String NONE = "none";

    /**
     * Returns the settings; empty if the audit log is not to be read.
     *
     * @param connection the addresses to connect to; null to go by the properties
     */
    Optional<AuditSettings> read(@Nullable DdmConnectionDetails connection) {
        Optional<String> soleUser = reader.read("ddm.audit.sole-user", properties.soleUser());
        List<String> keys = keys();
        if (!PropertyReader.isSet(properties.endpoint())) {
            if (soleUser.isPresent() || !keys.isEmpty()) {
                reader.problem(ENDPOINT, "must be set, but is not");
            }
            return Optional.empty();
        }
        Optional<URI> endpoint = connection == null
                ? reader.uri(ENDPOINT, properties.endpoint())
                : Optional.of(connection.auditEndpoint());
        return endpoint.flatMap(address -> reader.named(
                () -> settings(address, soleUser, keys), setting -> "ddm.audit." + PropertyReader.kebab(setting)));
    }

    private List<String> keys() {
        List<@Nullable String> written = properties.otherOwnKeys();
        return written == null
                ? List.of()
                : written.stream()
                        .filter(Objects::nonNull)
                        .flatMap(key -> reader.read(OTHER_OWN_KEYS, key).map(String::strip).stream())
                        .distinct()
                        .toList();
    }

    private static AuditSettings settings(URI endpoint, Optional<String> soleUser, List<String> keys) {
        AuditSettings.Builder builder = AuditSettings.builder(endpoint);
        soleUser.ifPresent(builder::soleUser);
        if (!keys.isEmpty()) {
            builder.otherOwnKeys(keys.stream().filter(key -> !key.equals(NONE)).toArray(String[]::new));
        }
        return builder.build();
    }
}
