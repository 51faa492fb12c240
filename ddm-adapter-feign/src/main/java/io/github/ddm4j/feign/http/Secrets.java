/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.http;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * All secrets of one call, known so that they can be kept out of every text that leaves: a provider may repeat them.
 * Each secret is hidden as a whole, and so is every run of {@value #RUN} of its characters. Texts shorter than {@value
 * #SHORTEST} characters are no secrets, because words would be hidden everywhere.
 */
public final class Secrets {

    private static final int SHORTEST = 6;
    private static final int RUN = 12;
    private static final String HIDDEN = "***";
    private static final int DEEPEST = 20;

    private final List<String> values = new CopyOnWriteArrayList<>();

    public Secrets(String... secrets) {
        add(List.of(secrets));
    }

    public void add(Collection<String> secrets) {
        for (String secret : secrets) {
            if (secret.length() >= SHORTEST) {
                values.add(secret);
            }
        }
    }

    /** Returns the text without secrets. */
    public @Nullable String hide(@Nullable String text) {
        if (text == null || values.isEmpty()) {
            return text;
        }
        boolean[] secret = new boolean[text.length()];
        boolean any = false;
        for (String value : values) {
            any |= mark(text, value, secret);
        }
        return any ? withoutMarked(text, secret) : text;
    }

    /** Returns true if a secret, or a run of one, is in the text. */
    boolean isIn(String text) {
        return values.stream().anyMatch(value -> mark(text, value, new boolean[text.length()]));
    }

    /**
     * Marks the runs that a text has in common with a secret. A common run covers at least one whole block of half its
     * length. So it is enough to look for the blocks of the text, and from each to both sides.
     */
    private static boolean mark(String text, String secret, boolean[] marks) {
        int least = Math.min(RUN, secret.length());
        int block = Math.max(1, least / 2);
        boolean found = false;
        for (int start = 0; start + block <= text.length(); start += block) {
            String part = text.substring(start, start + block);
            for (int at = secret.indexOf(part); at >= 0; at = secret.indexOf(part, at + 1)) {
                int before = 0;
                while (start > before
                        && at > before
                        && text.charAt(start - before - 1) == secret.charAt(at - before - 1)) {
                    before++;
                }
                int end = block;
                while (start + end < text.length()
                        && at + end < secret.length()
                        && text.charAt(start + end) == secret.charAt(at + end)) {
                    end++;
                }
                if (before + end >= least) {
                    java.util.Arrays.fill(marks, start - before, start + end, true);
                    found = true;
                }
            }
        }
        return found;
    }

    private static String withoutMarked(String text, boolean[] marks) {
        StringBuilder clean = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (!marks[i]) {
                clean.append(text.charAt(i));
            } else if (i == 0 || !marks[i - 1]) {
                clean.append(HIDDEN);
            }
        }
        return clean.toString();
    }

    /** Returns the failure if it may be shown as a cause; null if it, or what caused it, quotes a secret. */
    @Nullable
    Throwable harmless(Throwable failure) {
        return quotes(failure, 0) ? null : failure;
    }

    private boolean quotes(Throwable failure, int depth) {
        if (depth > DEEPEST || isIn(failure.toString())) {
            return true;
        }
        for (Throwable suppressed : failure.getSuppressed()) {
            if (quotes(suppressed, depth + 1)) {
                return true;
            }
        }
        return failure.getCause() != null && quotes(failure.getCause(), depth + 1);
    }

    @Override
    public String toString() {
        return HIDDEN;
    }
}
