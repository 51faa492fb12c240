/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.spring;

import io.github.ddm4j.feign.auth.AuthToken;
import io.github.ddm4j.feign.auth.AuthTokenProvider;
import io.github.ddm4j.feign.auth.IamTokenProvider;

/** The tokens of an IAM user as a bean. Open, so that Spring can put aspects around it; closed with the context. */
class IamTokenBean implements AuthTokenProvider, AutoCloseable {

    private final IamTokenProvider tokens;

    IamTokenBean(IamTokenProvider tokens) {
        this.tokens = tokens;
    }

    @Override
    public AuthToken token() {
        return tokens.token();
    }

    @Override
    public AuthToken tokenAfterRefusal(AuthToken refused) {
        return tokens.tokenAfterRefusal(refused);
    }

    @Override
    public void close() {
        tokens.close();
    }
}
