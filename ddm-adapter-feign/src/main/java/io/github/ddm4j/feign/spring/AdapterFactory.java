/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.spring;

import io.github.ddm4j.feign.FeignScaleOutAdapter;
import io.github.ddm4j.feign.auth.AuthTokenProvider;
import io.github.ddm4j.feign.auth.IamTokenProvider;
import io.github.ddm4j.feign.auth.TokenListener;
import io.github.ddm4j.feign.http.HttpSettings;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.util.unit.DataSize;

/** Hands the settings to the builders of the adapter and of its source of tokens. */
final class AdapterFactory {

    private final DdmSettings settings;
    private final DdmProperties properties;
    private final @Nullable SslBundles bundles;

    AdapterFactory(DdmSettings settings, @Nullable SslBundles bundles) {
        this.settings = settings;
        this.properties = settings.properties();
        this.bundles = bundles;
    }

    /** @param tokens where tokens come from; null to sign with the access key */
    FeignScaleOutAdapter.Builder adapter(@Nullable AuthTokenProvider tokens) {
        FeignScaleOutAdapter.Builder builder = tokens != null
                ? FeignScaleOutAdapter.builder(settings.endpoint(), settings.projectId(), tokens)
                : settings.accessKey()
                        .map(key -> FeignScaleOutAdapter.builder(settings.endpoint(), settings.projectId(), key))
                        .orElseThrow(AdapterFactory::noCredentials);
        HttpSettings.Builder http = http();
        ifSet(properties.deadline(), http::deadline);
        ifSet(properties.circuitBreakerPrefix(), builder::circuitBreakerPrefix);
        return builder.http(Rules.named(http::build, AdapterFactory::property));
    }

    FeignScaleOutAdapter build(FeignScaleOutAdapter.Builder builder) {
        return Rules.named(builder::build, AdapterFactory::property);
    }

    IamTokenProvider iam(DdmProperties.Iam iam, TokenListener listener) {
        IamTokenProvider.Builder builder =
                IamTokenProvider.builder(settings.iamEndpoint(), settings.iamUser(iam), settings.projectId());
        ifSet(iam.refusalBackOff(), builder::refusalBackOff);
        builder.listener(listener).http(Rules.named(http()::build, AdapterFactory::property));
        return Rules.named(builder::build, setting -> "ddm.auth.iam." + Rules.kebab(setting));
    }

    private static String property(String setting) {
        return switch (setting) {
            case "maxResponseBytes" -> "ddm.max-response-size, in bytes,";
            case "proxyCredentials" -> "ddm.proxy.user and ddm.proxy.password";
            default -> "ddm." + Rules.kebab(setting);
        };
    }

    /** What holds for DDM and IAM alike. */
    private HttpSettings.Builder http() {
        HttpSettings.Builder http = HttpSettings.builder();
        ifSet(properties.connectTimeout(), http::connectTimeout);
        ifSet(properties.maxConnections(), http::maxConnections);
        ifSet(properties.maxResponseSize(), size -> http.maxResponseBytes(bytes(size)));
        ifSet(properties.idleTime(), http::idleTime);
        ifSet(properties.connectionLife(), http::connectionLife);
        ifSet(properties.reuseConnections(), http::reuseConnections);
        if (properties.allowInsecureHttp()) {
            http.allowInsecureHttp();
        }
        DdmProperties.Proxy proxy = properties.proxy();
        if (proxy != null) {
            http.proxy(Rules.required("ddm.proxy.host", proxy.host()), proxy.port());
            if (proxy.user() != null && proxy.password() != null) {
                http.proxyCredentials(proxy.user(), proxy.password());
            }
        }
        ifSet(properties.ssl().bundle(), bundle -> http.sslContext(trust(bundle)));
        return http;
    }

    /** The same context until the bundle changes, as reloaded certificates do. */
    private Supplier<SSLContext> trust(String bundle) {
        if (bundles == null) {
            throw new InvalidDdmPropertiesException(
                    List.of("ddm.ssl.bundle needs SSL bundles, but there is no bean of type SslBundles"));
        }
        AtomicReference<SSLContext> current =
                new AtomicReference<>(bundles.getBundle(bundle).createSslContext());
        bundles.addBundleUpdateHandler(bundle, changed -> current.set(changed.createSslContext()));
        return current::get;
    }

    private static <T> void ifSet(@Nullable T value, Consumer<T> to) {
        if (value != null) {
            to.accept(value);
        }
    }

    /** What is too large for the builder stays too large. */
    private static int bytes(DataSize size) {
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, size.toBytes()));
    }

    private static InvalidDdmPropertiesException noCredentials() {
        return new InvalidDdmPropertiesException(List.of("ddm.auth must hold one of token, iam and access-key, unless"
                + " there is a bean of type AuthTokenProvider, but holds none"));
    }
}
