/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import feign.Feign;
import feign.Retryer;
import feign.okhttp.OkHttpClient;

/** Feign that is told not to retry, on OkHttp with its defaults. */
public final class FeignOkHttpSubject extends FeignSubject {

    private final okhttp3.OkHttpClient http = new okhttp3.OkHttpClient();

    @Override
    protected Feign.Builder builder() {
        return Feign.builder().retryer(Retryer.NEVER_RETRY).client(new OkHttpClient(http));
    }

    @Override
    public void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
