/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.spring;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The properties that hold credentials, in whatever spelling a property source has them; also variables that ours may
 * be set from, such as {@code DDM_IAM_PASSWORD}.
 */
final class SecretKeys {

    /** The text that is shown instead of a secret. */
    static final String MASK = "******";

    private static final Pattern WORDS = Pattern.compile("password|secret|token|access\\.?key|own\\.?keys");

    private SecretKeys() {}

    static boolean matches(String key) {
        String plain = key.toLowerCase(Locale.ROOT).replace('_', '.').replace("-", "");
        return plain.startsWith("ddm")
                && (plain.startsWith("ddm.auth.") || WORDS.matcher(plain).find());
    }
}
