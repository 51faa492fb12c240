/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.journal;

import static java.util.Objects.requireNonNull;

import io.github.ddm4j.core.model.IdempotencyKey;
import org.jspecify.annotations.Nullable;

/** A record of the journal cannot be understood. Nothing is sent for its key, and nothing in it is changed. */
final class UnreadableBodyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final int SHOWN = 12;

    private UnreadableBodyException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    static UnreadableBodyException ofVersion(String found, String known) {
        String shown = found.length() <= SHOWN ? found : found.substring(0, SHOWN) + "…";
        return new UnreadableBodyException(
                "its record in the journal has version '" + shown + "', and this library reads version " + known
                        + ": a later one wrote it",
                null);
    }

    /** Returns the same of a record beside the one that is at work. */
    UnreadableBodyException besideOf(IdempotencyKey key) {
        return new UnreadableBodyException("key '" + key + "' of the same instance: " + reason(), this);
    }

    String reason() {
        return requireNonNull(getMessage(), "message");
    }

    static UnreadableBodyException malformed(RuntimeException cause) {
        return new UnreadableBodyException("its record in the journal is not of the form that ddm4j writes", cause);
    }
}
