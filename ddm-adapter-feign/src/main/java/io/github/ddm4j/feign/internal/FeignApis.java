/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.internal;

import feign.Feign;
import feign.Logger;
import feign.Response;
import feign.Retryer;
import io.github.ddm4j.feign.http.Answer;
import io.github.ddm4j.feign.internal.CallFailure.ErrorAnswer;
import java.net.URI;
import java.time.Clock;

/** Makes Feign clients that send once and keep what they send to themselves. */
public final class FeignApis {

    private FeignApis() {}

    public static <T> T open(Class<T> api, URI endpoint, TransportClient client, Clock clock, Json json) {
        ErrorReply.load();
        JsonCodec codec = new JsonCodec(json);
        return Feign.builder()
                .client(client)
                .encoder(codec)
                .decoder(codec)
                .errorDecoder((method, response) -> errorAnswer(response, clock))
                // Feign's default sends a request up to five times: orders too, and five wrong passwords lock an
                // account.
                .retryer(Retryer.NEVER_RETRY)
                // Feign's loggers print headers and bodies.
                .logger(new Logger.NoOpLogger())
                .logLevel(Logger.Level.NONE)
                .target(api, endpoint.toString());
    }

    private static ErrorAnswer errorAnswer(Response response, Clock clock) {
        Answer answer = TransportClient.answer(response);
        return new ErrorAnswer(ErrorReply.of(answer), RetryAfter.parse(answer.header("Retry-After"), clock));
    }
}
