/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.json;

/** A text is not the JSON that was asked for. The message is the end of a sentence whose subject is the body. */
public final class JsonException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    JsonException(String rule) {
        super(rule, null, false, false);
    }
}
