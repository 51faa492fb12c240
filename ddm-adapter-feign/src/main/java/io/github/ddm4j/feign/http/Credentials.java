/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.http;

import static java.util.Objects.requireNonNull;

import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.feign.http.HttpFailure.Kind;
import java.util.function.Supplier;

/** Asks the user's code for credentials, and tells wrong ones from a source that does not work. */
final class Credentials {

    private Credentials() {}

    /**
     * Asks.
     *
     * @param sent what must not show in a cause
     * @throws ScaleOutRejectedException if the source refused
     * @throws ProviderUnavailableException if the source is down or did not even try, as it says
     * @throws HttpFailure if the source failed otherwise
     */
    static <T> T ask(Supplier<T> source, Secrets sent) {
        try {
            return requireNonNull(source.get(), "credentials");
        } catch (ScaleOutRejectedException | ProviderUnavailableException told) {
            throw told;
        } catch (Throwable failed) {
            // Errors too: whatever it is, nothing was sent, and a caller who reads "unknown" would look for an order.
            throw new HttpFailure(Kind.NOT_SENT, "no credentials could be had", sent.harmless(failed));
        }
    }
}
