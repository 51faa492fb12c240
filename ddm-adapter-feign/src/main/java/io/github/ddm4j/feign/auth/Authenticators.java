/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.auth;

import io.github.ddm4j.core.model.ProjectId;
import io.github.ddm4j.feign.http.Transport.Authenticator;
import java.time.Clock;

/**
 * Makes credentials fit for the transport. Not meant for users: public because the adapter lives in another package.
 *
 * @since 0.1.0
 */
public final class Authenticators {

    private Authenticators() {}

    /** Returns an authenticator that sends a token with each request. */
    public static Authenticator token(AuthTokenProvider tokens) {
        return new TokenAuthenticator(tokens);
    }

    /** Returns an authenticator that signs each request. */
    public static Authenticator signing(AccessKeyProvider keys, ProjectId projectId, Clock clock) {
        return new AkSkAuthenticator(keys, projectId, clock);
    }

    /** Returns a provider that always gives the same key. */
    public static AccessKeyProvider fixed(AccessKey key) {
        return new AccessKeyProvider() {
            @Override
            public AccessKey accessKey() {
                return key;
            }

            @Override
            public AccessKey accessKeyAfterRefusal(AccessKey refused) {
                return key;
            }
        };
    }
}
