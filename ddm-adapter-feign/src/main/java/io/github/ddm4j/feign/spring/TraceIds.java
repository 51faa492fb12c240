/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.spring;

import java.util.Optional;

/** Tells the trace of the calling thread. */
@FunctionalInterface
interface TraceIds {

    /** Returns the id of the trace; empty if there is none. */
    Optional<String> current();
}
