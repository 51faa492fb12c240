/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import java.net.URI;

/** A server that stands in for the provider in tests. */
public interface Stub {

    /** Starts it; it accepts the order of {@link Exchange} then. */
    URI start();
}
