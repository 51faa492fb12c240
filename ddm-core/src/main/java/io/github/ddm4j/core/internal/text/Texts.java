/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.text;

import java.util.regex.Pattern;

/** The words of others, made fit for messages and logs. */
public final class Texts {

    private static final int MAX_LENGTH = 500;
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]+");

    private Texts() {}

    /** Returns the text as one line of whole characters, not longer than a person reads. */
    public static String oneLine(String text) {
        // Nearly always all is visible, and a pattern would be the dearest part of a receipt.
        String line = isVisible(text) ? text : INVISIBLE.matcher(text).replaceAll(" ");
        if (line.length() <= MAX_LENGTH) {
            return line;
        }
        boolean inPair = Character.isHighSurrogate(line.charAt(MAX_LENGTH - 1));
        return line.substring(0, inPair ? MAX_LENGTH - 1 : MAX_LENGTH) + "…";
    }

    private static boolean isVisible(String text) {
        for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
            if (!isVisible(text.codePointAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Returns true if a character shows as itself: no control, no format, no line break, no half of a pair. */
    public static boolean isVisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> true;
        };
    }

    /** Returns a number of nodes in words. */
    public static String nodes(int number) {
        return number + (number == 1 ? " node" : " nodes");
    }
}
