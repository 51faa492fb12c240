/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An answer whose status is not 2xx.
 *
 * @param retryAfter how long the provider asks to wait, where it does
 */
record ErrorReply(int status, ProviderError error, @Nullable Duration retryAfter) {

    /**
     * The outcome, if the status proves that the request was not applied. Empty for 3xx, 408, 5xx and anything that is
     * no HTTP status at all.
     */
    Optional<ScaleOutException> refusal() {
        String answered = "The provider answered " + status;
        if (status == 429) {
            return Optional.of(
                    ProviderUnavailableException.throttled(answered + ": too many calls", error, retryAfter));
        }
        if (status < 400 || status > 499 || status == 408) {
            return Optional.empty();
        }
        return Optional.of(new ScaleOutRejectedException(
                Reasons.of(status, error.code()), answered + "; nothing was applied", error));
    }
}
