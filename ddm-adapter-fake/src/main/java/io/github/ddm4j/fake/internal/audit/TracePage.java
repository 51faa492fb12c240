/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.audit;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A page of traces, newest first.
 *
 * @param marker by which the next page is asked for; null if all has been read
 * @param leftOut what no trace of the page shows
 */
public record TracePage(List<TraceState> traces, @Nullable String marker, Set<TraceField> leftOut) {

    public TracePage {
        traces = List.copyOf(traces);
        leftOut = Set.copyOf(leftOut);
    }
}
