/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import static java.nio.charset.StandardCharsets.US_ASCII;

import feign.Feign;
import feign.Response;
import java.util.List;
import java.util.Map;

/** Plain Feign with Jackson, whose transport answers at once. */
final class InMemoryFeignSubject extends FeignSubject {

    private static final byte[] ACCEPTED = Exchange.ACCEPTED.getBytes(US_ASCII);

    @Override
    protected Feign.Builder builder(Target target) {
        return Feign.builder().client((request, options) -> Response.builder()
                .status(200)
                .request(request)
                .headers(Map.of(
                        "Content-Type", List.of("application/json;charset=UTF-8"),
                        "X-Request-Id", List.of("0d2a4c2b8c7e4f0e9a2d")))
                .body(ACCEPTED)
                .build());
    }
}
