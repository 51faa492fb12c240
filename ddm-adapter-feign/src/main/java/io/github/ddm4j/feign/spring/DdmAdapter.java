/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.spring;

import io.github.ddm4j.feign.FeignScaleOutAdapter;
import java.util.Map;

/**
 * Holds the adapter, and closes it with the context. No port itself: what an aspect looks for are the ports that are
 * injected, and around the adapter, which is final, it could not be put.
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
