/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.http;

/** Bytes that are no HTTP request, or too many for one. The message names the rule. */
public final class BadRequest extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    public BadRequest(int status, String rule) {
        super(rule, null, false, false);
        this.status = status;
    }

    static BadRequest because(String rule) {
        return new BadRequest(400, "Bad request: " + rule);
    }

    static BadRequest tooLarge(int status, String rule) {
        return new BadRequest(status, "Request too large: " + rule);
    }

    public int status() {
        return status;
    }
}
