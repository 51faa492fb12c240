/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.spring;

import io.github.ddm4j.core.model.ProjectId;
import io.github.ddm4j.core.validation.ScaleOutRules;
import io.github.ddm4j.feign.AuditSettings;
import io.github.ddm4j.feign.Endpoints;
import io.github.ddm4j.feign.FeignScaleOutAdapter;
import io.github.ddm4j.feign.auth.AccessKey;
import io.github.ddm4j.feign.auth.AuthTokenProvider;
import io.github.ddm4j.feign.auth.IamTokenProvider;
import io.github.ddm4j.feign.auth.IamUser;
import io.github.ddm4j.feign.auth.TokenListener;
import io.github.ddm4j.feign.http.HttpSettings;
import io.github.ddm4j.feign.spring.PropertyReader.PropertyType;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundles;

/**
 * The properties as values. All of them are read, and every builder that takes them is asked, before anything is made.
 * So the application hears at once of everything that is wrong.
 */
final class DdmSettings {

    private static final URI SOME_ENDPOINT = URI.create("https://ddm.example.com");
    private static final ProjectId ANY_PROJECT = new ProjectId("p");
    private static final IamUser ANY_USER = IamUser.of("d", "u", "p");

    private final PropertyReader reader = new PropertyReader();
    private final DdmProperties properties;
    private final Optional<ProjectId> projectId;
    private final Optional<URI> endpoint;
    private final Optional<AuthTokenProvider> token;
    private final Optional<AccessKey> accessKey;
    private final Optional<IamUser> iamUser;
    private final Optional<URI> iamEndpoint;
    private final Optional<Duration> refusalBackOff;
    private final HttpSettings iamHttp;
    private final HttpSettings http;
    private final Optional<String> breakerPrefix;
    private final Optional<AuditSettings> audit;

    /**
     * @param flow the properties of the flow, which are only checked here
     * @param connection the addresses to connect to; null to go by the properties
     * @param bundles the application's certificates; null if it has none
     * @param ownTokens whether the application has a source of tokens of its own
     * @throws InvalidDdmPropertiesException with everything that is wrong
     */
    DdmSettings(
            DdmProperties properties,
            DdmFlowProperties flow,
            @Nullable DdmConnectionDetails connection,
            @Nullable SslBundles bundles,
            boolean ownTokens) {
        this.properties = properties;
        projectId = projectId();
        endpoint = connection == null ? endpointOfProperties() : Optional.of(connection.endpoint());
        token = reader.read("ddm.auth.token", properties.auth().token())
                .flatMap(text -> reader.named(() -> AuthTokenProvider.fixed(text), setting -> "ddm.auth.token"));
        accessKey = accessKey();
        iamUser = iamIsMeant() ? iamUser() : Optional.empty();
        iamEndpoint = iamIsMeant() ? iamEndpoint(connection) : Optional.empty();
        refusalBackOff = reader.read(
                "ddm.auth.iam.refusal-back-off", properties.auth().iam().refusalBackOff(), PropertyType.TIME);
        requireOneKindOfCredentials(ownTokens);
        HttpReader travel = new HttpReader(reader, properties, bundles);
        iamHttp = travel.read();
        http = travel.withDeadline(iamHttp);
        breakerPrefix = reader.read("ddm.circuit-breaker-prefix", properties.circuitBreakerPrefix());
        audit = new AuditPropertiesReader(reader, properties.audit()).read(connection);
        askBuilders(flow);
        reader.throwIfAny();
    }

    /** Returns the source of the token that the properties give. */
    AuthTokenProvider token() {
        return token.orElseThrow();
    }

    /**
     * Returns a builder of the adapter, as far as the properties go.
     *
     * @param tokens the source of tokens; null to sign with the access key
     */
    FeignScaleOutAdapter.Builder adapter(@Nullable AuthTokenProvider tokens) {
        FeignScaleOutAdapter.Builder builder = tokens == null
                ? FeignScaleOutAdapter.builder(endpoint.orElseThrow(), projectId.orElseThrow(), accessKey.orElseThrow())
                : FeignScaleOutAdapter.builder(endpoint.orElseThrow(), projectId.orElseThrow(), tokens);
        breakerPrefix.ifPresent(builder::circuitBreakerPrefix);
        audit.ifPresent(builder::audit);
        return builder.http(http);
    }

    /** Returns the source of tokens for the IAM user that the properties name. */
    IamTokenProvider iam(TokenListener listener) {
        IamTokenProvider.Builder builder =
                IamTokenProvider.builder(iamEndpoint.orElseThrow(), iamUser.orElseThrow(), projectId.orElseThrow());
        refusalBackOff.ifPresent(builder::refusalBackOff);
        return builder.listener(listener).http(iamHttp).build();
    }

    private Optional<ProjectId> projectId() {
        Optional<String> id = reader.required("ddm.project-id", properties.projectId());
        Optional<String> problem = id.flatMap(text -> ScaleOutRules.checkId("ddm.project-id", text))
                .map(violation -> violation.reason().substring("ddm.project-id ".length()));
        problem.ifPresent(rule -> reader.problem("ddm.project-id", rule));
        return problem.isPresent() ? Optional.empty() : id.map(ProjectId::new);
    }

    private Optional<URI> endpointOfProperties() {
        if (PropertyReader.isSet(properties.endpoint())) {
            return reader.uri("ddm.endpoint", properties.endpoint());
        }
        if (!PropertyReader.isSet(properties.region())) {
            reader.problem("ddm.region", "or ddm.endpoint must be set, but neither is");
        }
        return region().map(Endpoints::ddm);
    }

    private Optional<Endpoints> region() {
        return reader.read("ddm.region", properties.region())
                .flatMap(text -> reader.named(() -> Endpoints.ofRegion(text), setting -> "ddm.region"));
    }

    private boolean iamIsMeant() {
        DdmProperties.Iam iam = properties.auth().iam();
        return PropertyReader.isSet(iam.domain())
                || PropertyReader.isSet(iam.user())
                || PropertyReader.isSet(iam.password());
    }

    private Optional<IamUser> iamUser() {
        DdmProperties.Iam iam = properties.auth().iam();
        Optional<String> domain = reader.required("ddm.auth.iam.domain", iam.domain());
        Optional<String> user = reader.required("ddm.auth.iam.user", iam.user());
        Optional<String> password = reader.required("ddm.auth.iam.password", iam.password());
        return domain.isEmpty() || user.isEmpty() || password.isEmpty()
                ? Optional.empty()
                : reader.named(
                        () -> IamUser.of(domain.get(), user.get(), password.get()),
                        setting -> "ddm.auth.iam." + setting.replace("user name", "user"));
    }

    private Optional<URI> iamEndpoint(@Nullable DdmConnectionDetails connection) {
        if (connection != null) {
            return Optional.of(connection.iamEndpoint());
        }
        String own = properties.auth().iam().endpoint();
        if (PropertyReader.isSet(own)) {
            return reader.uri("ddm.auth.iam.endpoint", own);
        }
        if (!PropertyReader.isSet(properties.region()) && PropertyReader.isSet(properties.endpoint())) {
            reader.problem("ddm.auth.iam.endpoint", "must be set, but is not");
        }
        return region().map(Endpoints::iam);
    }

    private Optional<AccessKey> accessKey() {
        DdmProperties.Auth auth = properties.auth();
        if (!PropertyReader.isSet(auth.accessKey()) && !PropertyReader.isSet(auth.secretKey())) {
            return Optional.empty();
        }
        Optional<String> id = reader.required("ddm.auth.access-key", auth.accessKey());
        Optional<String> secret = reader.required("ddm.auth.secret-key", auth.secretKey());
        Optional<String> session = reader.read("ddm.auth.security-token", auth.securityToken());
        return id.isEmpty() || secret.isEmpty()
                ? Optional.empty()
                : reader.named(
                        () -> session.map(of -> AccessKey.temporary(id.get(), secret.get(), of))
                                .orElseGet(() -> AccessKey.of(id.get(), secret.get())),
                        DdmSettings::keyProperty);
    }

    private static String keyProperty(String setting) {
        return switch (setting) {
            case "access key id" -> "ddm.auth.access-key";
            case "secret access key" -> "ddm.auth.secret-key";
            default -> "ddm.auth.security-token";
        };
    }

    private void requireOneKindOfCredentials(boolean ownTokens) {
        DdmProperties.Auth auth = properties.auth();
        List<String> kinds = new ArrayList<>();
        if (PropertyReader.isSet(auth.token())) {
            kinds.add("token");
        }
        if (iamIsMeant()) {
            kinds.add("iam");
        }
        if (PropertyReader.isSet(auth.accessKey()) || PropertyReader.isSet(auth.secretKey())) {
            kinds.add("access-key");
        }
        if (kinds.size() > 1) {
            reader.problem(
                    "ddm.auth",
                    "must hold only one of token, iam and access-key, but holds " + String.join(" and ", kinds));
        }
        if (kinds.isEmpty() && !ownTokens) {
            reader.problem(
                    "ddm.auth",
                    "must hold one of token, iam and access-key, unless there is a bean of type AuthTokenProvider,"
                            + " but holds none");
        }
    }

    /** Has the builders check the rules that only they know. The objects that they build are closed at once. */
    private void askBuilders(DdmFlowProperties flow) {
        boolean insecure = reader.read("ddm.allow-insecure-http", properties.allowInsecureHttp(), PropertyType.SWITCH)
                .orElse(false);
        HttpSettings reach =
                insecure ? HttpSettings.builder().allowInsecureHttp().build() : HttpSettings.defaults();
        AuthTokenProvider anyToken = AuthTokenProvider.fixed("t");
        endpoint.ifPresent(address -> reader.named(
                        () -> FeignScaleOutAdapter.builder(address, ANY_PROJECT, anyToken)
                                .http(reach)
                                .build(),
                        setting -> "ddm.endpoint")
                .ifPresent(FeignScaleOutAdapter::close));
        audit.ifPresent(log -> reader.named(
                        () -> FeignScaleOutAdapter.builder(SOME_ENDPOINT, ANY_PROJECT, anyToken)
                                .http(reach)
                                .audit(log)
                                .build(),
                        setting -> "ddm.audit.endpoint")
                .ifPresent(FeignScaleOutAdapter::close));
        breakerPrefix.ifPresent(prefix -> reader.named(
                () -> FeignScaleOutAdapter.builder(SOME_ENDPOINT, ANY_PROJECT, anyToken)
                        .circuitBreakerPrefix(prefix),
                setting -> "ddm.circuit-breaker-prefix"));
        iamEndpoint.ifPresent(address -> reader.named(
                        () -> IamTokenProvider.builder(address, ANY_USER, ANY_PROJECT)
                                .http(reach)
                                .build(),
                        setting -> "ddm.auth.iam.endpoint")
                .ifPresent(IamTokenProvider::close));
        refusalBackOff.ifPresent(time -> reader.named(
                () -> IamTokenProvider.builder(SOME_ENDPOINT, ANY_USER, ANY_PROJECT)
                        .refusalBackOff(time),
                setting -> "ddm.auth.iam.refusal-back-off"));
        new FlowReader(reader, flow).check();
    }
}
