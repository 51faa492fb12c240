/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.internal;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** JSON of records. The mapper is ours alone, so no setting of the application changes what we send. */
public final class MappedJson implements Json {

    private static final ObjectMapper MAPPER = new ObjectMapper()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Map<Type, ObjectReader> readers = new ConcurrentHashMap<>();

    @Override
    public byte[] write(Object body) throws IOException {
        return MAPPER.writeValueAsBytes(body);
    }

    @Override
    public @Nullable Object read(byte[] body, Type type) throws IOException {
        return readers.computeIfAbsent(type, MappedJson::reader).readValue(body);
    }

    private static ObjectReader reader(Type type) {
        return MAPPER.readerFor(MAPPER.constructType(type));
    }
}
