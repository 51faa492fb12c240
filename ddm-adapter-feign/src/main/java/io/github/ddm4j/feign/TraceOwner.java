/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import io.github.ddm4j.core.model.OrderTrace.By;
import io.github.ddm4j.feign.http.Transport.Authenticator;
import java.util.Optional;

/** Decides by whom a trace is: the one place where the access keys of traces meet those of ours. */
final class TraceOwner {

    private static final String CONSOLE = "ConsoleAction";

    private final Authenticator authenticator;
    private final AuditSettings settings;

    TraceOwner(Authenticator authenticator, AuditSettings settings) {
        this.authenticator = authenticator;
        this.settings = settings;
    }

    /**
     * @param kind the kind of the request
     * @param user the name of the user
     * @param accessKey the id of the access key, which goes no further
     */
    By by(Optional<String> kind, Optional<String> user, Optional<String> accessKey) {
        if (kind.filter(CONSOLE::equalsIgnoreCase).isPresent()) {
            return By.OTHERS;
        }
        if (accessKey.filter(this::isOurs).isPresent()) {
            return By.OUR_KEY;
        }
        if (settings.soleUser().isPresent() && user.isPresent()) {
            return user.equals(settings.soleUser()) ? By.OUR_USER : By.OTHERS;
        }
        return accessKey.isPresent() && settings.keysAreComplete() ? By.OTHERS : By.UNKNOWN;
    }

    private boolean isOurs(String accessKey) {
        return authenticator.hasSignedWith(accessKey) || settings.otherOwnKeys().contains(accessKey);
    }
}
