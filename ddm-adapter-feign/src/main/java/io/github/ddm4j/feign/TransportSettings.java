/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** What a {@link Transport} is made of. */
record TransportSettings(
        Duration connectTimeout,
        Duration deadline,
        int maxResponseBytes,
        int maxConnections,
        @Nullable SSLContext sslContext,
        @Nullable Proxy proxy) {

    private static final Duration LONGEST = Duration.ofHours(1);

    /** @throws IllegalArgumentException if a value is out of its range; names it */
    TransportSettings {
        requireTime("connectTimeout", connectTimeout);
        requireTime("deadline", deadline);
        requireRange("maxResponseBytes", maxResponseBytes, 64 * 1024 * 1024);
        requireRange("maxConnections", maxConnections, 1024);
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
    record Proxy(String host, int port, @Nullable ProxyUser user) {

        Proxy {
            requireNonNull(host, "proxy host");
            if (!host.matches("[A-Za-z0-9._:\\[\\]-]{1,255}")) {
                throw new IllegalArgumentException("proxy host must be a host name or an address");
            }
            requireRange("proxy port", port, 65_535);
            if (user != null) {
                user.check();
            }
        }
    }

    /** Credentials for a proxy. */
    record ProxyUser(String name, String password) {

        ProxyUser {
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
}
