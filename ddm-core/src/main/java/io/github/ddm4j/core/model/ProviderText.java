/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.model;

import static java.util.Objects.requireNonNull;

import io.github.ddm4j.core.internal.text.Texts;

/** The provider's words, made fit for messages and logs. */
final class ProviderText {

    private ProviderText() {}

    static String oneLine(String name, String text) {
        return Texts.oneLine(requireNonNull(text, name));
    }
}
