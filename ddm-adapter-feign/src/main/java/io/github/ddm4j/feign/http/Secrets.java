/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.http;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The credentials sent with one call, known so that they can be kept out of what a provider echoes. */
public final class Secrets {

    private final List<String> values = new ArrayList<>();

    public void add(Collection<String> secrets) {
        values.addAll(secrets);
    }

    /** The text without secrets. */
    public @Nullable String hide(@Nullable String text) {
        String clean = text;
        if (clean != null) {
            for (String secret : values) {
                clean = clean.replace(secret, "***");
            }
        }
        return clean;
    }

    /** The failure if it may be shown as a cause; null if it, or what caused it, quotes a secret. */
    @Nullable
    Throwable harmless(Throwable failure) {
        return quotes(failure, 0) ? null : failure;
    }

    private boolean quotes(Throwable failure, int depth) {
        if (depth > 20 || containsSecret(failure.toString())) {
            return true;
        }
        for (Throwable suppressed : failure.getSuppressed()) {
            if (quotes(suppressed, depth + 1)) {
                return true;
            }
        }
        return failure.getCause() != null && quotes(failure.getCause(), depth + 1);
    }

    private boolean containsSecret(String text) {
        return values.stream().anyMatch(text::contains);
    }

    @Override
    public String toString() {
        return "***";
    }
}
