/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import java.util.Optional;

/**
 * An answer with an error status. The fixture may write it in any of the published body shapes.
 *
 * @param status the HTTP status; a redirect leads back to where the request went
 * @param errorCode the provider's error code; without one the body is empty
 * @param message the provider's words; nothing without an error code
 * @param retryAfter the header {@code Retry-After}, if it is sent
 * @param afterApplying whether the far side carries the request out first
 * @since 0.1.0
 */
public record Answer(
        int status, Optional<String> errorCode, String message, Optional<String> retryAfter, boolean afterApplying)
        implements Trouble {

    static Answer of(int status, String errorCode) {
        return new Answer(status, Optional.of(errorCode), "no", Optional.empty(), false);
    }

    static Answer bare(int status) {
        return new Answer(status, Optional.empty(), "", Optional.empty(), false);
    }

    Answer saying(String words) {
        return new Answer(status, errorCode, words, retryAfter, afterApplying);
    }

    Answer retryAfter(String header) {
        return new Answer(status, errorCode, message, Optional.of(header), afterApplying);
    }

    Answer onceApplied() {
        return new Answer(status, errorCode, message, retryAfter, true);
    }
}
