/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import io.github.ddm4j.feign.FeignScaleOutAdapter;
import io.github.ddm4j.feign.auth.AccessKey;
import java.net.URI;

/** Our Feign adapter when it signs each request, as the official SDK does. */
public final class Ddm4jSignedSubject extends Ddm4jSubject {

    @Override
    protected FeignScaleOutAdapter.Builder builder(URI server) {
        return FeignScaleOutAdapter.builder(server, PROJECT, AccessKey.of(Exchange.ACCESS_KEY, Exchange.SECRET_KEY));
    }
}
