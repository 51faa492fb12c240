/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.model;

import static java.util.Objects.requireNonNull;

import io.github.ddm4j.core.internal.text.Texts;
import java.util.Optional;

/** The provider's words, made fit for messages and logs. */
final class ProviderText {

    private ProviderText() {}

    static String oneLine(String name, String text) {
        return Texts.oneLine(requireNonNull(text, name));
    }

    /** Returns an id of the provider's that is only shown. A blank one is none. */
    static Optional<String> id(String name, Optional<String> id) {
        return requireNonNull(id, name).map(text -> Texts.oneLine(text).strip()).filter(text -> !text.isEmpty());
    }
}
