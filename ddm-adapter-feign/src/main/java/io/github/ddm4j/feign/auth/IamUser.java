/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.auth;

import static java.util.Objects.requireNonNull;

import io.github.ddm4j.core.validation.SettingException;
import io.github.ddm4j.core.validation.SettingException.Complaint;

/**
 * An IAM user with a password, who asks for tokens. A user for this library alone, with the permissions it needs and no
 * more, is better than one a person works with. A secret: {@link #toString()} never shows the password. Immutable.
 *
 * @see <a href="https://support.huaweicloud.com/intl/en-us/api-iam/iam_30_0001.html">Obtaining a user token</a>
 * @since 0.1.0
 */
public final class IamUser {

    private static final int MAX_LENGTH = 1024;

    private final String domain;
    private final String name;
    private final String password;

    private IamUser(String domain, String name, String password) {
        this.domain = domain;
        this.name = name;
        this.password = password;
    }

    /**
     * @param domain the name of the account the user belongs to, which IAM calls domain
     * @param name the user's name
     * @param password the user's password
     * @throws SettingException if one is blank or longer than 1,024 characters; the message does not show it
     */
    public static IamUser of(String domain, String name, String password) {
        return new IamUser(check("domain", domain), check("user name", name), check("password", password));
    }

    private static String check(String field, String value) {
        requireNonNull(value, () -> field + " must not be null; is it missing in the environment?");
        if (value.isBlank() || value.length() > MAX_LENGTH) {
            throw new SettingException(Complaint.hidden(
                    field,
                    "must have 1 to " + MAX_LENGTH + " characters and not be blank, but has " + value.length()
                            + " characters"));
        }
        return value;
    }

    String domain() {
        return domain;
    }

    String name() {
        return name;
    }

    String password() {
        return password;
    }

    @Override
    public String toString() {
        return "IamUser[domain=" + domain + ", name=" + name + ", password=***]";
    }
}
