/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.http;

import static java.util.Objects.requireNonNull;

import io.github.ddm4j.core.validation.SettingException;
import io.github.ddm4j.core.validation.SettingException.Complaint;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The rules for the address of an API. */
final class EndpointRules {

    private EndpointRules() {}

    /**
     * Returns the endpoint without a slash at its end.
     *
     * @param insecureHttp whether plain http is fine for hosts other than this one
     * @throws SettingException if it is not one to send a token to
     */
    static URI check(URI endpoint, boolean insecureHttp) {
        requireNonNull(endpoint, "endpoint");
        // Not getRawUserInfo(), which is null where the host is none in Java's eyes, such as a_b.
        boolean userInfo = String.valueOf(endpoint.getRawAuthority()).contains("@");
        require(!userInfo, "must not hold user info", endpoint);
        String scheme = String.valueOf(endpoint.getScheme()).toLowerCase(Locale.ROOT);
        require(scheme.equals("https") || scheme.equals("http"), "must be an https URI", endpoint);
        require(endpoint.getHost() != null, hostRule(endpoint.getRawAuthority()), endpoint);
        require(endpoint.getPort() != 0 && endpoint.getPort() <= 65_535, "must have a port from 1 to 65535", endpoint);
        require(
                endpoint.getRawPath().isEmpty() || endpoint.getRawPath().equals("/"),
                "must be scheme, host and port alone, without a path",
                endpoint);
        require(
                endpoint.getRawQuery() == null && endpoint.getRawFragment() == null,
                "must be scheme, host and port alone, without query or fragment",
                endpoint);
        require(
                scheme.equals("https") || insecureHttp || isLoopback(endpoint.getHost()),
                "must use https, because it gets credentials; only a loopback host may be called by http unless"
                        + " insecure http is allowed",
                endpoint);
        return URI.create(scheme + "://" + endpoint.getRawAuthority());
    }

    /**
     * Returns the rule that an authority breaks if Java finds no host in it, because a URI accepts fewer names than a
     * resolver does.
     */
    private static String hostRule(@Nullable String authority) {
        if (authority == null) {
            return "must name a host";
        }
        return authority.contains("_")
                ? "must name a host without an underscore, because a host name cannot hold one"
                : "must name a host by letters, digits, hyphens and dots";
    }

    private static void require(boolean holds, String rule, URI endpoint) {
        if (!holds) {
            throw new SettingException(Complaint.of("endpoint", shown(endpoint.toString()), rule));
        }
    }

    /** The text before an @ may be a password. */
    static String shown(String address) {
        return address.replaceAll("(?s)^.*@", "***@");
    }

    /** Returns true if the host is this one, by its text alone: a name that is looked up could lead anywhere. */
    private static boolean isLoopback(String host) {
        return host.equalsIgnoreCase("localhost") || host.matches("127(\\.[0-9]{1,3}){3}") || host.equals("[::1]");
    }
}
