/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.control;

import io.github.ddm4j.fake.internal.http.ServerRequest;
import java.net.InetAddress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Decides who may use the remote control: callers on this machine, unless everybody was let in; and never a page of
 * another site in somebody's browser.
 *
 * @param forEverybody whether callers from other machines may
 */
record ControlAccess(boolean forEverybody) {

    /** Returns the reason not to answer a request, or null if it may be answered. */
    @Nullable
    String refuses(ServerRequest request, InetAddress from) {
        if (!forEverybody && !from.isLoopbackAddress()) {
            return "the remote control answers callers on its own machine only, unless it is started for everybody";
        }
        String host = request.header("Host");
        if (!forEverybody && host != null && !isLoopback(host)) {
            return "the remote control is called by a name of its own machine, such as localhost, not " + host;
        }
        String origin = request.header("Origin");
        if (origin != null && !origin.equalsIgnoreCase("http://" + host)) {
            return "the remote control is not called by pages of " + origin;
        }
        return null;
    }

    private static boolean isLoopback(String host) {
        String name = host.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT);
        return name.equals("localhost") || name.equals("[::1]") || name.matches("127\\.\\d+\\.\\d+\\.\\d+");
    }
}
