/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import feign.Feign;
import feign.Headers;
import feign.Logger;
import feign.Param;
import feign.Request;
import feign.RequestLine;
import feign.Retryer;
import io.github.ddm4j.feign.IamWire.Projects;
import io.github.ddm4j.feign.IamWire.TokenReply;
import io.github.ddm4j.feign.IamWire.TokenRequest;
import java.net.URI;
import java.time.Clock;

/** The HTTP calls to IAM. The options' read timeout is the time for the whole of a call. */
@Headers("Content-Type: application/json")
interface IamApi {

    static IamApi at(URI endpoint, TransportClient client, Clock clock) {
        JsonCodec json = new JsonCodec();
        return Feign.builder()
                .client(client)
                .encoder(json)
                .decoder(json)
                .errorDecoder(new ErrorReplies(clock))
                // Feign's default sends a request up to five times: five wrong passwords lock an account.
                .retryer(Retryer.NEVER_RETRY)
                // Feign's loggers print headers and bodies.
                .logger(new Logger.NoOpLogger())
                .logLevel(Logger.Level.NONE)
                .target(IamApi.class, endpoint.toString());
    }

    /** The token itself comes in the header {@code X-Subject-Token}. */
    @RequestLine("POST /v3/auth/tokens")
    Reply<TokenReply> token(TokenRequest body, Request.Options time);

    @RequestLine("GET /v3/projects?name={name}")
    Reply<Projects> projects(@Param("name") String name, Request.Options time);
}
