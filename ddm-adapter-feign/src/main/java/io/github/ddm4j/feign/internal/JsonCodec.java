/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.internal;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import feign.RequestTemplate;
import feign.Response;
import feign.codec.Decoder;
import feign.codec.EncodeException;
import feign.codec.Encoder;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** JSON for Feign. The mapper is ours alone, so no setting of the application changes what we send. */
final class JsonCodec implements Encoder, Decoder {

    static final ObjectMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    @Override
    public void encode(Object body, Type type, RequestTemplate template) {
        try {
            template.body(MAPPER.writeValueAsBytes(body), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new EncodeException("The request could not be written as JSON", e);
        }
    }

    /** An exception thrown here ends in {@link HttpCall}, because Jackson's messages quote the body. */
    @Override
    public @Nullable Object decode(Response response, Type type) throws IOException {
        try (InputStream body = response.body().asInputStream()) {
            return MAPPER.readerFor(MAPPER.constructType(type)).readValue(body);
        }
    }
}
