/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.auth;

import io.github.ddm4j.feign.auth.IamWire.Project;
import io.github.ddm4j.feign.auth.IamWire.Token;
import io.github.ddm4j.feign.auth.IamWire.TokenReply;
import io.github.ddm4j.feign.auth.IamWire.TokenRequest;
import io.github.ddm4j.feign.http.HttpAnswer;
import io.github.ddm4j.feign.http.Transport.Attempt;
import io.github.ddm4j.feign.internal.CallFailed;
import io.github.ddm4j.feign.internal.DecodedAnswer;
import io.github.ddm4j.feign.internal.HttpCall;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Fetches a token with a user's password. */
final class IamTokens implements Supplier<IssuedToken> {

    private final IamApi api;
    private final Duration time;
    private final IamUser user;
    private final Project scope;
    private final Clock clock;

    IamTokens(IamApi api, Duration time, IamUser user, Project scope, Clock clock) {
        this.api = api;
        this.time = time;
        this.user = user;
        this.scope = scope;
        this.clock = clock;
    }

    @Override
    public IssuedToken get() {
        Instant asked = clock.instant();
        try (Attempt attempt = Attempt.within(time)) {
            TokenRequest body = TokenRequest.of(user, scope);
            return issued(asked, HttpCall.make(attempt, clock, call -> api.token(body, call)));
        } catch (RuntimeException failed) {
            throw IamFailures.ofToken(failed);
        }
    }

    private static IssuedToken issued(Instant asked, DecodedAnswer<TokenReply> reply) {
        HttpAnswer answer = reply.answer();
        String value = answer.newToken();
        Token token = reply.body().token();
        if (value == null || token == null) {
            throw unusable("it holds no token", answer);
        }
        Instant end =
                instant(token.expiresAt()).orElseThrow(() -> unusable("it does not say when the token ends", answer));
        try {
            return new IssuedToken(AuthToken.of(value), asked, end(asked, token, end));
        } catch (IllegalArgumentException notAToken) {
            throw unusable("what it gives cannot be a token", answer);
        }
    }

    private static CallFailed unusable(String why, HttpAnswer answer) {
        return new CallFailed(DecodedAnswer.unusable(why, answer));
    }

    /**
     * Returns the end of a token by this machine's clock, which may differ from IAM's: it is counted from when we
     * asked, if IAM says when it issued.
     */
    private static Instant end(Instant asked, Token token, Instant end) {
        return instant(token.issuedAt())
                .map(issued -> asked.plus(Duration.between(issued, end)))
                .orElse(end);
    }

    private static Optional<Instant> instant(@Nullable String text) {
        try {
            return Optional.ofNullable(text).map(Instant::parse);
        } catch (DateTimeException nonsense) {
            return Optional.empty();
        }
    }
}
