/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.http;

import org.apache.hc.core5.http.Header;
import org.jspecify.annotations.Nullable;

/**
 * An answer that came back over HTTP, read to its end. It knows the secrets of its call, to keep them out of other
 * texts.
 */
public final class HttpAnswer {

    private static final Header[] NO_HEADERS = {};

    private final int status;
    private final Header[] headers;
    private final byte[] body;
    private final Secrets secrets;

    public HttpAnswer(int status, Header[] headers, byte[] body, Secrets secrets) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.secrets = secrets;
    }

    /** Returns an answer without headers, to a request without secrets. */
    public static HttpAnswer of(int status, byte[] body) {
        return new HttpAnswer(status, NO_HEADERS, body, new Secrets());
    }

    public int status() {
        return status;
    }

    /** Returns true if the status is 2xx. */
    public boolean ok() {
        return status >= 200 && status <= 299;
    }

    /** Returns the token that IAM gives by this answer; null if it gives none. A secret. */
    public @Nullable String newToken() {
        return header("X-Subject-Token");
    }

    /** Returns the first value of a header, whatever the case of its name. */
    public @Nullable String header(String name) {
        for (Header header : headers) {
            if (header.getName().equalsIgnoreCase(name)) {
                return header.getValue();
            }
        }
        return null;
    }

    /** Returns the body, unpacked; shared, not to be changed. */
    public byte[] body() {
        return body;
    }

    /** Returns the provider's id of the request, from the header. */
    public @Nullable String requestId() {
        return hideSecrets(header("X-Request-Id"));
    }

    /** Returns the text without the credentials that were sent, because a provider may echo them. */
    public @Nullable String hideSecrets(@Nullable String text) {
        return secrets.hide(text);
    }

    /** Returns true if the text holds a credential, or a part of one, and so cannot be an id. */
    public boolean holdsSecret(String text) {
        return secrets.isIn(text);
    }
}
