/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.spring;

import java.util.Locale;

/** Which properties hold credentials, in whatever spelling a property source has them. */
final class SecretKeys {

    /** What is shown instead. */
    static final String MASK = "******";

    private SecretKeys() {}

    static boolean matches(String key) {
        String plain = key.toLowerCase(Locale.ROOT).replace('_', '.').replace("-", "");
        return plain.startsWith("ddm.auth.") || plain.equals("ddm.proxy.password");
    }
}
