/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.internal;

import feign.Client;
import feign.Feign;
import feign.Logger;
import feign.Request;
import feign.RequestTemplate;
import feign.Retryer;
import feign.Target;
import java.net.URI;

/** Makes Feign clients that send once and keep what they send to themselves. */
public final class FeignApis {

    private FeignApis() {}

    /** Returns a client for an interface whose methods each take an {@link HttpCall}. */
    public static <T> T open(Class<T> api, URI endpoint, Client client) {
        HttpCall.warmUp();
        JsonCodec codec = new JsonCodec();
        return Feign.builder()
                .client(client)
                .encoder(codec)
                .decoder(codec)
                .errorDecoder((method, response) -> new HttpCall.NotOk())
                // Feign's default sends a request up to five times: orders too, and five wrong passwords lock an
                // account.
                .retryer(Retryer.NEVER_RETRY)
                // Feign's loggers print headers and bodies.
                .logger(new Logger.NoOpLogger())
                .logLevel(Logger.Level.NONE)
                .target(new FixedTarget<>(api, endpoint.toString()));
    }

    /** Feign would build each address a second time to see whether it is absolute already; ours never is. */
    private static final class FixedTarget<T> extends Target.HardCodedTarget<T> {

        FixedTarget(Class<T> api, String endpoint) {
            super(api, endpoint);
        }

        @Override
        public Request apply(RequestTemplate input) {
            return input.target(url()).request();
        }
    }
}
