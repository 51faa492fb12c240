/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.control;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One call of the remote control.
 *
 * @param path below the prefix, with braces around what varies, such as {@code /instances/{id}}
 * @param meaning what it does, in words
 * @param reads reads what is asked for and returns what does it; nothing is done before all of the request has been read
 */
record ControlRoute(
        String method, String path, String meaning, Function<ControlCall, Supplier<@Nullable Object>> reads) {

    /** The parts of the path that vary, or null if the path is another one. */
    @Nullable
    List<String> match(List<String> segments) {
        String[] pattern = path.isEmpty() ? new String[0] : path.substring(1).split("/");
        if (pattern.length != segments.size()) {
            return null;
        }
        List<String> varying = new ArrayList<>();
        for (int i = 0; i < pattern.length; i++) {
            if (pattern[i].startsWith("{")) {
                varying.add(segments.get(i));
            } else if (!pattern[i].equals(segments.get(i))) {
                return null;
            }
        }
        return varying;
    }
}
