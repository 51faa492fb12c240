/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import io.github.ddm4j.core.model.OrderTrace.By;
import io.github.ddm4j.feign.http.Transport.Authenticator;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Decides by whom a trace is: the one place where the access keys of traces meet those of ours.
 *
 * <p>That somebody is another one follows from what the settings say of us. A slip in them, or a log that writes keys in a
 * way of its own, would make others of ourselves, and an order of ours not applied. So the log has to show us once, as we
 * know us, before it can say that somebody is not us.
 */
final class TraceOwner {

    private static final String CONSOLE = "ConsoleAction";

    /** The provider's own doing, for whomever: it may name a user of its own, also for what became of our order. */
    private static final String SYSTEM = "SystemAction";

    private final Authenticator authenticator;
    private final AuditSettings settings;
    private final AtomicBoolean hasShownOurKey = new AtomicBoolean();
    private final AtomicBoolean hasShownOurUser = new AtomicBoolean();

    TraceOwner(Authenticator authenticator, AuditSettings settings) {
        this.authenticator = authenticator;
        this.settings = settings;
    }

    /**
     * Learns of a trace whether the log shows us, before it is asked for any trace of the same page.
     *
     * @param user the name of the user
     * @param accessKey the id of the access key, which goes no further
     */
    void meet(Optional<String> user, Optional<String> accessKey) {
        if (accessKey.filter(this::isOurs).isPresent()) {
            hasShownOurKey.set(true);
        }
        if (user.isPresent() && user.equals(settings.soleUser())) {
            hasShownOurUser.set(true);
        }
    }

    /**
     * @param kind the kind of the request
     * @param user the name of the user
     * @param accessKey the id of the access key, which goes no further
     */
    By by(Optional<String> kind, Optional<String> user, Optional<String> accessKey) {
        // First, because nobody signs with our key on the console, whatever the log calls it.
        if (accessKey.filter(this::isOurs).isPresent()) {
            return By.OUR_KEY;
        }
        if (kind.filter(CONSOLE::equalsIgnoreCase).isPresent()) {
            return By.OTHERS;
        }
        if (settings.soleUser().isPresent() && user.isPresent()) {
            return user.equals(settings.soleUser()) ? By.OUR_USER : othersOnce(hasShownOurUser, kind);
        }
        return accessKey.isPresent() && settings.keysAreComplete() ? othersOnce(hasShownOurKey, kind) : By.UNKNOWN;
    }

    private static By othersOnce(AtomicBoolean shown, Optional<String> kind) {
        boolean bySystem = kind.filter(SYSTEM::equalsIgnoreCase).isPresent();
        return shown.get() && !bySystem ? By.OTHERS : By.UNKNOWN;
    }

    private boolean isOurs(String accessKey) {
        return authenticator.hasSignedWith(accessKey) || settings.otherOwnKeys().contains(accessKey);
    }
}
