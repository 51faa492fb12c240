/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import io.github.ddm4j.core.exception.InvalidScaleOutException;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.ProjectId;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.outcome.RetryAfter;
import io.github.ddm4j.feign.auth.AccessKey;
import io.github.ddm4j.feign.auth.AuthToken;
import io.github.ddm4j.feign.auth.IamUser;
import io.github.ddm4j.feign.http.HttpSettings;
import io.github.ddm4j.feign.internal.AnyAnswer;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;

/** Settings and ids, whatever they are, are taken or refused by an exception of ours that quotes no secret. */
public final class SettingsFuzz {

    private static long inputs;
    private static String secret = "";

    private SettingsFuzz() {}

    public static void fuzzerTestOneInput(FuzzedDataProvider data) {
        // Another one for each input, because the fuzzer learns texts that are looked for, and hands them in as ids.
        SplittableRandom random = new SplittableRandom(++inputs);
        secret = Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
        int what = data.consumeInt(0, 6);
        try {
            take(what, data);
        } catch (InvalidScaleOutException | IllegalArgumentException refused) {
            String message = String.valueOf(refused.getMessage());
            AnyAnswer.checkLine(message);
            AnyAnswer.checkHidden(secret, message);
        }
    }

    private static void take(int what, FuzzedDataProvider data) {
        switch (what) {
            case 0 -> endpoint(data.consumeRemainingAsString());
            case 1 -> new ProjectId(data.consumeRemainingAsString());
            case 2 -> new InstanceId(data.consumeRemainingAsString());
            case 3 ->
                ScaleOutRequest.builder(data.consumeString(200), data.consumeInt())
                        .groupId(data.consumeString(200))
                        .build();
            case 4 -> {
                if (data.consumeBoolean()) {
                    AnyAnswer.checkHidden(
                            secret,
                            AuthToken.of(data.consumeString(50) + secret + data.consumeString(50))
                                    .toString());
                    return;
                }
                AccessKey key = AccessKey.temporary(data.consumeString(50), secret + data.consumeString(50), secret);
                AnyAnswer.checkHidden(secret, key.toString());
                AnyAnswer.checkHidden(
                        secret,
                        IamUser.of(data.consumeString(50), data.consumeString(50), secret)
                                .toString());
            }
            case 5 -> http(data);
            default -> {
                Duration wait = RetryAfter.parse(data.consumeRemainingAsString(), Instant.EPOCH)
                        .orElse(Duration.ZERO);
                if (wait.isNegative() || wait.compareTo(RetryAfter.MAX) > 0) {
                    throw new AssertionError("a wait that cannot be: " + wait);
                }
            }
        }
    }

    private static void http(FuzzedDataProvider data) {
        HttpSettings settings = HttpSettings.builder()
                .connectTimeout(Duration.ofNanos(data.consumeLong()))
                .deadline(Duration.ofNanos(data.consumeLong()))
                .idleTime(Duration.ofNanos(data.consumeLong()))
                .connectionLife(Duration.ofNanos(data.consumeLong()))
                .maxResponseBytes(data.consumeInt())
                .maxConnections(data.consumeInt())
                .proxy(data.consumeString(50), data.consumeInt())
                .proxyCredentials(data.consumeString(50), secret + data.consumeString(50))
                .build();
        AnyAnswer.checkHidden(secret, settings.toString());
    }

    /** Loopback alone: an adapter for another host would set TLS up each time. */
    private static void endpoint(String text) {
        URI uri;
        try {
            uri = new URI("http://127.0.0.1" + text);
        } catch (URISyntaxException none) {
            return;
        }
        FeignScaleOutAdapter.builder(uri, new ProjectId("p"), () -> AuthToken.of("t"))
                .build()
                .close();
    }
}
