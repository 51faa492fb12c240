/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.text;

/**
 * Values that stay on their line, and that survive whatever stores text: a backslash begins the code of a character.
 */
final class Escapes {

    private Escapes() {}

    static String escape(String value) {
        StringBuilder out = new StringBuilder(value.length());
        value.codePoints().forEach(c -> {
            if (c == '\\') {
                out.append("\\\\");
            } else if (mayGetLost(c)) {
                out.append(String.format("\\u%04x", c));
            } else {
                out.appendCodePoint(c);
            }
        });
        return out.toString();
    }

    /** Returns true if a character ends a line somewhere, or is half of a pair. */
    private static boolean mayGetLost(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE;
    }

    static String unescape(String value) {
        StringBuilder out = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c != '\\') {
                out.append(c);
            } else if (value.startsWith("\\\\", i)) {
                out.append('\\');
                i++;
            } else if (value.startsWith("\\u", i) && i + 6 <= value.length()) {
                out.append((char) Integer.parseInt(value.substring(i + 2, i + 6), 16));
                i += 5;
            } else {
                throw new IllegalArgumentException("The text has a backslash that stands for nothing");
            }
        }
        return out.toString();
    }
}
