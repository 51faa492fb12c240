/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.model;

import static java.util.Objects.requireNonNull;

/** Words of the provider's that end up in messages and logs: one line each, and not longer than a person reads. */
final class ProviderText {

    private static final int MAX_LENGTH = 500;

    private ProviderText() {}

    static String oneLine(String name, String text) {
        requireNonNull(text, name);
        // Nearly always all is visible, and a pattern would cost more than all else in a receipt.
        String line = isVisible(text) ? text : text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+", " ");
        return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH) + "…";
    }

    private static boolean isVisible(String text) {
        for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
            if (!isVisible(text.codePointAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
