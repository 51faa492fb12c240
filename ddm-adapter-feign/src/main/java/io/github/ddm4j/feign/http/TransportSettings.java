/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.http;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** What a {@link Transport} is made of, and where it leads. */
public record TransportSettings(
        URI endpoint,
        Duration connectTimeout,
        Duration deadline,
        int maxResponseBytes,
        int maxConnections,
        @Nullable SSLContext sslContext,
        @Nullable Proxy proxy) {

    private static final Duration LONGEST = Duration.ofHours(1);

    /** @throws IllegalArgumentException if a value is out of its range; names it */
    public TransportSettings {
        requireTime("connectTimeout", connectTimeout);
        requireTime("deadline", deadline);
        requireRange("maxResponseBytes", maxResponseBytes, 64 * 1024 * 1024);
        requireRange("maxConnections", maxConnections, 1024);
        if (proxy != null && endpoint.getScheme().equals("http")) {
            throw new IllegalArgumentException(
                    "proxy needs an https endpoint, for a proxy for http could repeat a request, but was '" + endpoint
                            + "'");
        }
    }

    private static void requireTime(String name, Duration value) {
        requireNonNull(value, name);
        if (value.compareTo(Duration.ofMillis(1)) < 0 || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    name + " must be from 1 millisecond to " + LONGEST.toHours() + " hour, but was " + value);
        }
    }

    private static void requireRange(String name, int value, int max) {
        if (value < 1 || value > max) {
            throw new IllegalArgumentException(name + " must be from 1 to " + max + ", but was " + value);
        }
    }

    /** A proxy that is asked to CONNECT to the provider. */
    public record Proxy(String host, int port, @Nullable ProxyUser user) {

        public Proxy {
            requireNonNull(host, "proxy host");
            if (!host.matches("[A-Za-z0-9._:\\[\\]-]{1,255}")) {
                throw new IllegalArgumentException("proxy host must be a host name or an address, but was '"
                        + host.replaceAll("[^ -~]", "?").replaceAll("^.*@", "***@") + "'");
            }
            requireRange("proxy port", port, 65_535);
            if (user != null) {
                user.check();
            }
        }
    }

    /** Credentials for a proxy. */
    public record ProxyUser(String name, String password) {

        public ProxyUser {
            requireNonNull(name, "proxy user");
            requireNonNull(password, "proxy password");
        }

        /** What Basic authentication can carry; anything else would be left out without a word. */
        private void check() {
            if (name.isBlank() || name.indexOf(':') >= 0 || !isText(name)) {
                throw new IllegalArgumentException(
                        "proxy user must not be blank, nor hold a colon or control characters");
            }
            if (!isText(password)) {
                throw new IllegalArgumentException("proxy password must not hold control characters");
            }
        }

        private static boolean isText(String value) {
            return value.chars().noneMatch(Character::isISOControl);
        }

        @Override
        public String toString() {
            return "***";
        }
    }

    /**
     * What the public builders have in common: they differ in what they start from and in what they let be set. Checks
     * at the end. Not thread-safe.
     */
    public static final class Builder {

        public Duration connectTimeout = Duration.ofSeconds(5);
        public Duration deadline;
        public int maxResponseBytes = 1024 * 1024;
        public int maxConnections;
        public boolean insecureHttp;

        private final URI endpoint;
        private @Nullable String proxyHost;
        private int proxyPort;
        private @Nullable ProxyUser proxyUser;
        private @Nullable SSLContext sslContext;

        public Builder(URI endpoint, Duration deadline, int maxConnections) {
            this.endpoint = requireNonNull(endpoint, "endpoint");
            this.deadline = deadline;
            this.maxConnections = maxConnections;
        }

        public void proxy(String host, int port) {
            this.proxyHost = requireNonNull(host, "host");
            this.proxyPort = port;
        }

        public void proxyCredentials(String user, String password) {
            this.proxyUser = new ProxyUser(user, password);
        }

        public void sslContext(SSLContext sslContext) {
            this.sslContext = requireNonNull(sslContext, "sslContext");
        }

        /** @throws IllegalArgumentException if a setting breaks its rule; names the setting, the value and the rule */
        public TransportSettings build() {
            if (proxyHost == null && proxyUser != null) {
                throw new IllegalArgumentException("proxyCredentials need a proxy, but none is set");
            }
            return new TransportSettings(
                    Endpoint.check(endpoint, insecureHttp),
                    connectTimeout,
                    deadline,
                    maxResponseBytes,
                    maxConnections,
                    sslContext,
                    proxyHost == null ? null : new Proxy(proxyHost, proxyPort, proxyUser));
        }
    }
}
