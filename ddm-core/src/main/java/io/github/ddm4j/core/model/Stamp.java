/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.model;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The mark that tells one write of a journal from every other: 128 random bits. A stamp that is read again proves that
 * nobody has written in between. A counter could not prove that, because two writers count to the same number.
 *
 * @param value 32 hexadecimal digits in lower case
 * @since 0.1.0
 */
public record Stamp(String value) {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");
    private static final SecureRandom RANDOM = new SecureRandom();

    /** @throws IllegalArgumentException if the value is not made of 32 hexadecimal digits */
    public Stamp {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("A stamp has 32 hexadecimal digits, but was '" + value + "'");
        }
    }

    /** Returns a stamp that nobody has used before. */
    public static Stamp random() {
        byte[] bits = new byte[16];
        RANDOM.nextBytes(bits);
        return new Stamp(HexFormat.of().formatHex(bits));
    }

    @Override
    public String toString() {
        return value;
    }
}
