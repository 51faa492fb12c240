/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.internal;

import java.io.IOException;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** How bodies are written and read. What a reader throws is dropped by its caller, for Jackson's messages quote the body. */
public interface Json {

    byte[] write(Object body) throws IOException;

    /** The value, or null if there is none of that type. */
    @Nullable
    Object read(byte[] body, Type type) throws IOException;
}
