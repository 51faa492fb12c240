/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import io.github.ddm4j.feign.auth.AuthToken;
import io.github.ddm4j.feign.auth.AuthTokenProvider;
import java.util.function.Supplier;

/** The tokens of a fixture, for an adapter of ours. */
record FixtureTokens(Supplier<String> current, Supplier<String> next) implements AuthTokenProvider {

    @Override
    public AuthToken token() {
        return AuthToken.of(current.get());
    }

    @Override
    public AuthToken tokenAfterRefusal(AuthToken refused) {
        return AuthToken.of(next.get());
    }
}
