/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.spring;

import io.github.ddm4j.feign.FeignScaleOutAdapter;
import java.util.Map;

/**
 * Holds the adapter, and closes it with the context. It is no port itself: aspects go around the ports that are
 * injected, and the adapter is final.
 */
final class DdmAdapter implements AutoCloseable {

    private final FeignScaleOutAdapter adapter;

    DdmAdapter(FeignScaleOutAdapter adapter) {
        this.adapter = adapter;
    }

    FeignScaleOutAdapter adapter() {
        return adapter;
    }

    Map<String, String> circuitBreakerStates() {
        return adapter.circuitBreakerStates();
    }

    @Override
    public void close() {
        adapter.close();
    }
}
