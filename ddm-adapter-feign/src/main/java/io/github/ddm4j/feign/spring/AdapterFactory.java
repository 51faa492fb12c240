/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.spring;

import io.github.ddm4j.feign.FeignScaleOutAdapter;
import io.github.ddm4j.feign.auth.AuthTokenProvider;
import io.github.ddm4j.feign.auth.IamTokenProvider;
import io.github.ddm4j.feign.auth.TokenListener;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
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
        ifSet(properties.connectTimeout(), builder::connectTimeout);
        ifSet(properties.deadline(), builder::deadline);
        ifSet(properties.maxConnections(), builder::maxConnections);
        ifSet(properties.maxResponseSize(), size -> builder.maxResponseBytes(bytes(size)));
        if (properties.allowInsecureHttp()) {
            builder.allowInsecureHttp();
        }
        proxy(builder::proxy, builder::proxyCredentials);
        ssl(builder::sslContext);
        return builder;
    }

    FeignScaleOutAdapter build(FeignScaleOutAdapter.Builder builder) {
        return Rules.named(
                builder::build,
                setting -> setting.equals("maxResponseBytes")
                        ? "ddm.max-response-size, in bytes,"
                        : "ddm." + Rules.kebab(setting));
    }

    IamTokenProvider iam(DdmProperties.Iam iam, TokenListener listener) {
        IamTokenProvider.Builder builder =
                IamTokenProvider.builder(settings.iamEndpoint(), settings.iamUser(iam), settings.projectId());
        ifSet(properties.connectTimeout(), builder::connectTimeout);
        ifSet(iam.refusalBackOff(), builder::refusalBackOff);
        builder.listener(listener);
        if (properties.allowInsecureHttp()) {
            builder.allowInsecureHttp();
        }
        proxy(builder::proxy, builder::proxyCredentials);
        ssl(builder::sslContext);
        return Rules.named(
                builder::build,
                setting -> setting.equals("endpoint") || setting.equals("refusalBackOff")
                        ? "ddm.auth.iam." + Rules.kebab(setting)
                        : "ddm." + Rules.kebab(setting));
    }

    private void proxy(BiConsumer<String, Integer> to, BiConsumer<String, String> credentials) {
        DdmProperties.Proxy proxy = properties.proxy();
        if (proxy != null) {
            to.accept(Rules.required("ddm.proxy.host", proxy.host()), proxy.port());
            if (proxy.user() != null && proxy.password() != null) {
                credentials.accept(proxy.user(), proxy.password());
            }
        }
    }

    private void ssl(Consumer<SSLContext> to) {
        String bundle = properties.ssl().bundle();
        if (bundle == null) {
            return;
        }
        if (bundles == null) {
            throw new InvalidDdmPropertiesException(
                    List.of("ddm.ssl.bundle needs SSL bundles, but there is no bean of type SslBundles"));
        }
        to.accept(bundles.getBundle(bundle).createSslContext());
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
