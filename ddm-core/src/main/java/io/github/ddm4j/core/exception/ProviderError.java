/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.exception;

import io.github.ddm4j.core.internal.text.Texts;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * The provider's description of an error, read from whichever of its body shapes came. All parts may be absent.
 *
 * @param code the error code, such as {@code DBS.280001} or {@code APIGW.0301}
 * @param message the provider's words
 * @param requestId the provider's id of the request
 * @since 0.1.0
 */
public record ProviderError(
        @Nullable String code,
        @Nullable String message,
        @Nullable String requestId) implements Serializable {

    /** The error of an answer that says nothing of one. */
    public static final ProviderError NONE = new ProviderError(null, null, null);

    /** Makes the texts fit for a log: one line each, bounded, blank taken as absent. */
    public ProviderError {
        code = tidy(code);
        message = tidy(message);
        requestId = tidy(requestId);
    }

    private static @Nullable String tidy(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String line = Texts.oneLine(text).strip();
        return line.isEmpty() ? null : line;
    }

    String suffix() {
        StringBuilder out = new StringBuilder();
        append(out, "", message);
        append(out, "error code ", code);
        append(out, "request ", requestId);
        return out.isEmpty() ? "" : " (" + out + ")";
    }

    private static void append(StringBuilder out, String label, @Nullable String text) {
        if (text != null) {
            out.append(out.isEmpty() ? "" : ", ").append(label).append(text);
        }
    }
}
