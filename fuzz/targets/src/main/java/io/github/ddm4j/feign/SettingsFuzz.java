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
import io.github.ddm4j.feign.internal.AnyAnswer;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;

/** Settings and ids, whatever they are, are taken or refused by an exception of ours that quotes no secret. */
public final class SettingsFuzz {

    /** What has secrets, which may not be quoted; other values are, where they are refused. */
    private static final int SECRETS = 4;

    private SettingsFuzz() {}

    public static void fuzzerTestOneInput(FuzzedDataProvider data) {
        int what = data.consumeInt(0, 5);
        try {
            take(what, data);
        } catch (InvalidScaleOutException | IllegalArgumentException refused) {
            String message = String.valueOf(refused.getMessage());
            AnyAnswer.checkLine(message);
            if (what == SECRETS) {
                AnyAnswer.checkSecret(message);
            }
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
            case SECRETS -> {
                if (data.consumeBoolean()) {
                    AnyAnswer.checkSecret(
                            AuthToken.of(data.consumeString(50) + AnyAnswer.TOKEN + data.consumeString(50))
                                    .toString());
                    return;
                }
                AccessKey key = AccessKey.temporary(
                        data.consumeString(50), AnyAnswer.TOKEN + data.consumeString(50), AnyAnswer.TOKEN);
                AnyAnswer.checkSecret(key.toString());
                AnyAnswer.checkSecret(
                        IamUser.of(name(data), name(data), AnyAnswer.TOKEN).toString());
            }
            default -> {
                Duration wait = RetryAfter.parse(data.consumeRemainingAsString(), Instant.EPOCH)
                        .orElse(Duration.ZERO);
                if (wait.isNegative() || wait.compareTo(RetryAfter.MAX) > 0) {
                    throw new AssertionError("a wait that cannot be: " + wait);
                }
            }
        }
    }

    /** Names are shown, so one that is the password would be too. */
    private static String name(FuzzedDataProvider data) {
        return data.consumeString(50).replace(AnyAnswer.TOKEN, "");
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
