/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.auth;

import static java.util.Objects.requireNonNull;

import io.github.ddm4j.core.validation.SettingException;
import io.github.ddm4j.core.validation.SettingException.Complaint;

/** The rule for a secret that is sent as a header, or as part of one. */
final class HeaderText {

    /** The gateway takes no header longer than this, in characters. */
    private static final int MAX_LENGTH = 32 * 1024;

    private HeaderText() {}

    /** @throws SettingException if the secret cannot be sent; the message does not show it */
    static String check(String field, String secret) {
        requireNonNull(secret, () -> field + " must not be null; is it missing in the environment?");
        if (secret.isEmpty() || secret.length() > MAX_LENGTH) {
            throw new SettingException(Complaint.hidden(
                    field, "must have 1 to " + MAX_LENGTH + " characters, but has " + secret.length()));
        }
        if (!secret.matches("[!-~]+")) {
            throw new SettingException(
                    Complaint.hidden(field, "may hold only visible ASCII characters, without blanks"));
        }
        return secret;
    }
}
