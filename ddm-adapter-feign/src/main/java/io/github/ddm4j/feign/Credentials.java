/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import static java.util.Objects.requireNonNull;

import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.feign.CallFailure.NotSent;
import java.util.function.Supplier;

/** Asks the user's code for credentials, and tells wrong ones from a source that does not work. */
final class Credentials {

    private Credentials() {}

    /**
     * Asks.
     *
     * @param sent what must not show in a cause
     * @throws NothingLearned if the source refused or did not even try
     * @throws ProviderUnavailableException if the source is down, as it says
     * @throws NotSent if the source failed otherwise
     */
    static <T> T ask(Supplier<T> source, Secrets sent) {
        try {
            return requireNonNull(source.get(), "credentials");
        } catch (ScaleOutRejectedException refused) {
            throw new NothingLearned(refused);
        } catch (ProviderUnavailableException unavailable) {
            throw unavailable.signalsOutage() ? unavailable : new NothingLearned(unavailable);
        } catch (Throwable failed) {
            // Errors too: whatever it is, nothing was sent, and a caller who reads "unknown" would look for an order.
            throw new NotSent("no credentials could be had", sent.harmless(failed));
        }
    }
}
