/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.model;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/** Words of the provider's that end up in messages and logs: one line each, and not longer than a person reads. */
final class ProviderText {

    private static final int MAX_LENGTH = 500;
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");

    private ProviderText() {}

    static String oneLine(String name, String text) {
        String line = INVISIBLE.matcher(requireNonNull(text, name)).replaceAll(" ");
        return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH) + "…";
    }
}
