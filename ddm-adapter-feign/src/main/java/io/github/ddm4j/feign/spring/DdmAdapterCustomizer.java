/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.spring;

import io.github.ddm4j.feign.FeignScaleOutAdapter;

/**
 * A bean of this type has the last word on the adapter's settings, after the properties.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface DdmAdapterCustomizer {

    /** Changes settings of the adapter. */
    void customize(FeignScaleOutAdapter.Builder builder);
}
