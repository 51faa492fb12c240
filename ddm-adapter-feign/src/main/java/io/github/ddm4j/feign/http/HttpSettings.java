/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.http;

import static java.util.Objects.requireNonNull;

import io.github.ddm4j.core.validation.SettingException;
import io.github.ddm4j.core.validation.SettingException.Complaint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The transport of requests: times, connections, proxy and trust. One value for an adapter and for its source of
 * tokens. Immutable; {@link #toString()} shows no password.
 *
 * @since 0.1.0
 */
public final class HttpSettings {

    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration LONGEST_LIFE = Duration.ofDays(1);

    private final Builder values;

    private HttpSettings(Builder values) {
        this.values = values;
    }

    /** Returns settings that are all at their defaults. */
    public static HttpSettings defaults() {
        return builder().build();
    }

    /** Returns a builder that starts from the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns a builder that starts from these settings. */
    public Builder toBuilder() {
        return values.copy();
    }

    /**
     * Returns the time for the whole of a call; empty for the default of the adapter or provider that takes these
     * settings.
     */
    public Optional<Duration> deadline() {
        return Optional.ofNullable(values.deadline);
    }

    Duration connectTimeout() {
        return values.connectTimeout;
    }

    int maxResponseBytes() {
        return values.maxResponseBytes;
    }

    int maxConnections() {
        return values.maxConnections;
    }

    Duration idleTime() {
        return values.idleTime;
    }

    Duration connectionLife() {
        return values.connectionLife;
    }

    boolean reuseConnections() {
        return values.reuseConnections;
    }

    boolean insecureHttp() {
        return values.insecureHttp;
    }

    Optional<Proxy> proxy() {
        return Optional.ofNullable(values.proxy);
    }

    /** Returns the source of the TLS context; null for the JVM's own trust. */
    @Nullable
    Supplier<SSLContext> sslContext() {
        return values.sslContext;
    }

    @Override
    public String toString() {
        return "HttpSettings[connectTimeout=" + values.connectTimeout + ", deadline=" + values.deadline
                + ", maxResponseBytes=" + values.maxResponseBytes + ", maxConnections=" + values.maxConnections
                + ", idleTime=" + values.idleTime + ", connectionLife=" + values.connectionLife + ", reuseConnections="
                + values.reuseConnections + ", insecureHttp=" + values.insecureHttp + ", proxy=" + values.proxy + "]";
    }

    /** A proxy, with its credentials if it wants some. */
    record Proxy(
            String host,
            int port,
            @Nullable String user,
            @Nullable String password) {

        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    /** Collects settings; {@link #build()} checks them. Not thread-safe. */
    public static final class Builder {

        private Duration connectTimeout = Duration.ofSeconds(5);
        private @Nullable Duration deadline;
        private int maxResponseBytes = 1024 * 1024;
        private int maxConnections = 16;
        private Duration idleTime = Duration.ofSeconds(30);
        private Duration connectionLife = Duration.ofMinutes(10);
        private boolean reuseConnections = true;
        private boolean insecureHttp;
        private @Nullable Proxy proxy;
        private @Nullable String proxyUser;
        private @Nullable String proxyPassword;
        private @Nullable Supplier<SSLContext> sslContext;

        private Builder() {}

        private Builder copy() {
            Builder copy = new Builder();
            copy.connectTimeout = connectTimeout;
            copy.deadline = deadline;
            copy.maxResponseBytes = maxResponseBytes;
            copy.maxConnections = maxConnections;
            copy.idleTime = idleTime;
            copy.connectionLife = connectionLife;
            copy.reuseConnections = reuseConnections;
            copy.insecureHttp = insecureHttp;
            copy.proxy = proxy;
            copy.proxyUser = proxyUser;
            copy.proxyPassword = proxyPassword;
            copy.sslContext = sslContext;
            return copy;
        }

        /** Sets the time to connect to one address of the host, and for each step of TLS. Default: 5 seconds. */
        public Builder connectTimeout(Duration connectTimeout) {
            this.connectTimeout = requireNonNull(connectTimeout, "connectTimeout");
            return this;
        }

        /**
         * Sets the time for the whole of a call: waiting for a connection, connecting, TLS, sending, headers, body, and
         * the one more try after a 401. From 1 millisecond to 1 hour. Default: 30 seconds for a call of the adapter, 10
         * for one request to IAM.
         */
        public Builder deadline(Duration deadline) {
            this.deadline = requireNonNull(deadline, "deadline");
            return this;
        }

        /** Sets the longest response body that is read, unpacked, in bytes, from 1 to 64 MiB. Default: 1 MiB. */
        public Builder maxResponseBytes(int maxResponseBytes) {
            this.maxResponseBytes = maxResponseBytes;
            return this;
        }

        /**
         * Sets the most connections at a time, those of orders, those of reads and those at rest together, from 1 to
         * 1024. A call waits for a free one. Default: 16.
         */
        public Builder maxConnections(int maxConnections) {
            this.maxConnections = maxConnections;
            return this;
        }

        /**
         * Sets the time for which a connection may be at rest between two reads and still be used again, from 1
         * millisecond to 1 hour. Gateways drop idle connections without a word. Default: 30 seconds.
         */
        public Builder idleTime(Duration idleTime) {
            this.idleTime = requireNonNull(idleTime, "idleTime");
            return this;
        }

        /**
         * Sets the greatest age of a connection of reads, so that a changed address or certificate is noticed. From 1
         * millisecond to 1 day. Default: 10 minutes.
         */
        public Builder connectionLife(Duration connectionLife) {
            this.connectionLife = requireNonNull(connectionLife, "connectionLife");
            return this;
        }

        /**
         * Sets whether a connection serves several reads, one after the other. Orders and requests for tokens always
         * have a connection of their own. Default: true.
         */
        public Builder reuseConnections(boolean reuseConnections) {
            this.reuseConnections = reuseConnections;
            return this;
        }

        /** Lets credentials and orders go over plain http to hosts other than this one. Default: refused. */
        public Builder allowInsecureHttp() {
            this.insecureHttp = true;
            return this;
        }

        /**
         * Sets a proxy to connect through; https goes by the method CONNECT. Proxies of the JVM's own settings, such as
         * {@code socksProxyHost}, are not asked. Default: none.
         */
        public Builder proxy(String host, int port) {
            this.proxy = new Proxy(requireNonNull(host, "host"), port, null, null);
            return this;
        }

        /**
         * Sets credentials for the proxy, sent with the first request to it by the scheme Basic, over the connection to
         * the proxy as it is. No other scheme is spoken: a proxy that insists on another one answers with a status that
         * says so. Default: none.
         */
        public Builder proxyCredentials(String user, String password) {
            this.proxyUser = requireNonNull(user, "user");
            this.proxyPassword = requireNonNull(password, "password");
            return this;
        }

        /**
         * Sets the certificates to trust, and the client certificate to show, if any. Default: those that the JVM
         * trusts, and none.
         */
        public Builder sslContext(SSLContext sslContext) {
            requireNonNull(sslContext, "sslContext");
            return sslContext(() -> sslContext);
        }

        /**
         * Sets a source of the certificates to trust, and of the client certificate to show, if any, where both may
         * change. Several threads at once ask it at every new connection. It should give the same object as long as
         * nothing has changed, because TLS sessions are kept with it. An exception that it throws leaves the call
         * unsent.
         */
        public Builder sslContext(Supplier<SSLContext> sslContext) {
            this.sslContext = requireNonNull(sslContext, "sslContext");
            return this;
        }

        /** @throws SettingException if settings break their rules; tells all of them */
        public HttpSettings build() {
            List<Complaint> complaints = new ArrayList<>();
            requireTime("connectTimeout", connectTimeout, LONGEST, complaints);
            if (deadline != null) {
                requireTime("deadline", deadline, LONGEST, complaints);
            }
            requireTime("idleTime", idleTime, LONGEST, complaints);
            requireTime("connectionLife", connectionLife, LONGEST_LIFE, complaints);
            if (maxResponseBytes < 1 || maxResponseBytes > 64 * 1024 * 1024) {
                complaints.add(Complaint.of("maxResponseBytes", maxResponseBytes, "must be from 1 byte to 64 MiB"));
            }
            requireRange("maxConnections", maxConnections, 1024, complaints);
            checkProxy(complaints);
            SettingException.throwIfAny(complaints);
            Builder checked = copy();
            checked.proxy = proxy == null ? null : new Proxy(proxy.host(), proxy.port(), proxyUser, proxyPassword);
            return new HttpSettings(checked);
        }

        private void checkProxy(List<Complaint> complaints) {
            if (proxy != null) {
                if (!proxy.host().matches("[A-Za-z0-9._:\\[\\]-]{1,255}")) {
                    complaints.add(Complaint.of(
                            "proxy host", EndpointRules.shown(proxy.host()), "must be a host name or an address"));
                }
                requireRange("proxy port", proxy.port(), 65_535, complaints);
            } else if (proxyUser != null) {
                complaints.add(Complaint.hidden("proxyCredentials", "need a proxy, but none is set"));
            }
            // What Basic authentication can carry; anything else would be left out without a word.
            if (proxyUser != null && (proxyUser.isBlank() || proxyUser.indexOf(':') >= 0 || !isText(proxyUser))) {
                complaints.add(
                        Complaint.hidden("proxy user", "must not be blank, nor hold a colon or control characters"));
            }
            if (proxyPassword != null && !isText(proxyPassword)) {
                complaints.add(Complaint.hidden("proxy password", "must not hold control characters"));
            }
        }

        private static boolean isText(String value) {
            return value.chars().noneMatch(Character::isISOControl);
        }

        private static void requireTime(String name, Duration value, Duration longest, List<Complaint> complaints) {
            if (value.compareTo(Duration.ofMillis(1)) < 0 || value.compareTo(longest) > 0) {
                String most = longest.equals(LONGEST) ? "1 hour" : "1 day";
                complaints.add(Complaint.of(name, value, "must be from 1 millisecond to " + most));
            }
        }

        private static void requireRange(String name, int value, int max, List<Complaint> complaints) {
            if (value < 1 || value > max) {
                complaints.add(Complaint.of(name, value, "must be from 1 to " + max));
            }
        }
    }
}
