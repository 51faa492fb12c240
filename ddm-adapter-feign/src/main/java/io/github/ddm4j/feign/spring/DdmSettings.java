/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.spring;

import io.github.ddm4j.core.model.ProjectId;
import io.github.ddm4j.core.validation.ScaleOutRules;
import io.github.ddm4j.feign.auth.AccessKey;
import io.github.ddm4j.feign.auth.AuthTokenProvider;
import io.github.ddm4j.feign.auth.IamUser;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The properties as what they stand for, all checked together before anything is made of them. */
final class DdmSettings {

    private final DdmProperties properties;
    private final DdmConnectionDetails connection;

    /**
     * @param connection where to connect to; null to go by the properties
     * @throws InvalidDdmPropertiesException with everything that is wrong
     */
    DdmSettings(DdmProperties properties, @Nullable DdmConnectionDetails connection) {
        this.properties = properties;
        this.connection = connection == null ? new PropertiesConnection(properties) : connection;
        Rules.check(List.of(this::projectId, this::endpoint, this::checkCredentials, this::checkProxy));
    }

    DdmProperties properties() {
        return properties;
    }

    ProjectId projectId() {
        String id = Rules.required("ddm.project-id", properties.projectId());
        ScaleOutRules.checkId("ddm.project-id", id).ifPresent(violation -> {
            throw new InvalidDdmPropertiesException(List.of(violation.reason()));
        });
        return new ProjectId(id);
    }

    URI endpoint() {
        return connection.endpoint();
    }

    URI iamEndpoint() {
        return connection.iamEndpoint();
    }

    AuthTokenProvider fixedToken() {
        return Rules.required("ddm.auth.token", properties.auth().token(), AuthTokenProvider::fixed);
    }

    IamUser iamUser(DdmProperties.Iam iam) {
        Rules.check(List.of(
                () -> Rules.required("ddm.auth.iam.domain", iam.domain()),
                () -> Rules.required("ddm.auth.iam.user", iam.user()),
                () -> Rules.required("ddm.auth.iam.password", iam.password())));
        return Rules.named(
                () -> IamUser.of(
                        Rules.required("ddm.auth.iam.domain", iam.domain()),
                        Rules.required("ddm.auth.iam.user", iam.user()),
                        Rules.required("ddm.auth.iam.password", iam.password())),
                setting -> "ddm.auth.iam." + setting.replace("user name", "user"));
    }

    /** The access key, unless the credentials are others. */
    Optional<AccessKey> accessKey() {
        DdmProperties.Auth auth = properties.auth();
        if (auth.accessKey() == null && auth.secretKey() == null) {
            return Optional.empty();
        }
        String id = Rules.required("ddm.auth.access-key", auth.accessKey());
        String secret = Rules.required("ddm.auth.secret-key", auth.secretKey());
        return Optional.of(Rules.named(
                () -> auth.securityToken() == null
                        ? AccessKey.of(id, secret)
                        : AccessKey.temporary(id, secret, auth.securityToken()),
                DdmSettings::keyProperty));
    }

    private static String keyProperty(String setting) {
        return switch (setting) {
            case "access key id" -> "ddm.auth.access-key";
            case "secret access key" -> "ddm.auth.secret-key";
            default -> "ddm.auth.security-token";
        };
    }

    private void checkCredentials() {
        DdmProperties.Auth auth = properties.auth();
        List<String> kinds = new ArrayList<>();
        if (auth.token() != null) {
            kinds.add("token");
            fixedToken();
        }
        if (auth.iam() != null) {
            kinds.add("iam");
            DdmProperties.Iam iam = auth.iam();
            Rules.check(List.of(() -> iamUser(iam), this::iamEndpoint));
        }
        if (accessKey().isPresent()) {
            kinds.add("access-key");
        }
        if (kinds.size() > 1) {
            throw new InvalidDdmPropertiesException(
                    List.of("ddm.auth must hold only one of token, iam and access-key, but holds "
                            + String.join(" and ", kinds)));
        }
    }

    private void checkProxy() {
        DdmProperties.Proxy proxy = properties.proxy();
        if (proxy == null) {
            return;
        }
        Rules.required("ddm.proxy.host", proxy.host());
        if ((proxy.user() == null) != (proxy.password() == null)) {
            throw new InvalidDdmPropertiesException(
                    List.of("ddm.proxy.user and ddm.proxy.password must be set together, but only one is"));
        }
    }
}
