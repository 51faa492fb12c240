/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.spring;

import io.github.ddm4j.feign.http.HttpSettings;
import io.github.ddm4j.feign.spring.PropertyReader.PropertyType;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

/**
 * Reads the settings of the transport, which are the same for DDM and IAM.
 *
 * @param bundles the application's; null if it has none
 */
record HttpReader(
        PropertyReader reader,
        DdmProperties properties,
        @Nullable SslBundles bundles) {

    /** Returns everything but the deadline, which is the adapter's alone. */
    HttpSettings read() {
        HttpSettings.Builder http = HttpSettings.builder();
        reader.set("ddm.connect-timeout", properties.connectTimeout(), PropertyType.TIME, http::connectTimeout);
        reader.set("ddm.max-connections", properties.maxConnections(), PropertyType.NUMBER, http::maxConnections);
        reader.set("ddm.max-response-size", properties.maxResponseSize(), PropertyType.SIZE, http::maxResponseBytes);
        reader.set("ddm.idle-time", properties.idleTime(), PropertyType.TIME, http::idleTime);
        reader.set("ddm.connection-life", properties.connectionLife(), PropertyType.TIME, http::connectionLife);
        reader.set("ddm.reuse-connections", properties.reuseConnections(), PropertyType.SWITCH, http::reuseConnections);
        reader.set("ddm.allow-insecure-http", properties.allowInsecureHttp(), PropertyType.SWITCH, allowed -> {
            if (allowed) {
                http.allowInsecureHttp();
            }
        });
        proxy(http);
        reader.read("ddm.ssl.bundle", properties.ssl().bundle()).ifPresent(name -> trust(http, name));
        return reader.named(http::build, HttpReader::property).orElseGet(HttpSettings::defaults);
    }

    /** Returns the same settings, with the time for a whole call of the adapter. */
    HttpSettings withDeadline(HttpSettings http) {
        HttpSettings.Builder builder = http.toBuilder();
        reader.set("ddm.deadline", properties.deadline(), PropertyType.TIME, builder::deadline);
        return reader.named(builder::build, HttpReader::property).orElse(http);
    }

    static String property(String setting) {
        return switch (setting) {
            case "maxResponseBytes" -> "ddm.max-response-size";
            case "proxyCredentials" -> "ddm.proxy.user";
            default -> "ddm." + PropertyReader.kebab(setting);
        };
    }

    /** The host decides whether there is a proxy, because a port is often written down where the host is a variable. */
    private void proxy(HttpSettings.Builder http) {
        DdmProperties.Proxy proxy = properties.proxy();
        if (!PropertyReader.isSet(proxy.host())) {
            return;
        }
        String host = reader.read("ddm.proxy.host", proxy.host()).orElse("unreadable");
        if (reader.required("ddm.proxy.port", proxy.port()).isPresent()) {
            reader.read("ddm.proxy.port", proxy.port(), PropertyType.NUMBER).ifPresent(port -> http.proxy(host, port));
        }
        if (PropertyReader.isSet(proxy.user()) != PropertyReader.isSet(proxy.password())) {
            reader.problem(
                    PropertyReader.isSet(proxy.user()) ? "ddm.proxy.password" : "ddm.proxy.user",
                    "must be set, because ddm.proxy.user and ddm.proxy.password go together");
        }
        reader.read("ddm.proxy.user", proxy.user())
                .ifPresent(user -> reader.read("ddm.proxy.password", proxy.password())
                        .ifPresent(password -> http.proxyCredentials(user, password)));
    }

    private void trust(HttpSettings.Builder http, String name) {
        if (bundles == null) {
            reader.problem("ddm.ssl.bundle", "needs a bean of type SslBundles, but there is none");
            return;
        }
        try {
            SslBundle bundle = bundles.getBundle(name);
            http.sslContext(current(bundles, name, bundle));
        } catch (NoSuchSslBundleException absent) {
            List<String> names = bundles.getBundleNames().stream().sorted().toList();
            reader.problem(
                    "ddm.ssl.bundle",
                    "must name an SSL bundle, of which there " + (names.isEmpty() ? "is none" : "are " + names)
                            + ", but was '" + name + "'");
        }
    }

    /** Returns the same context until the bundle is reloaded, because sessions of TLS are kept with it. */
    private static Supplier<SSLContext> current(SslBundles bundles, String name, SslBundle bundle) {
        AtomicReference<SSLContext> current = new AtomicReference<>(bundle.createSslContext());
        bundles.addBundleUpdateHandler(name, changed -> current.set(changed.createSslContext()));
        return current::get;
    }
}
