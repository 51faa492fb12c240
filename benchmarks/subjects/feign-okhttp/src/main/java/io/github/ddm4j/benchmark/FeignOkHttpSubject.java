/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import feign.Feign;
import feign.Retryer;
import feign.okhttp.OkHttpClient;
import okhttp3.Credentials;

/** Feign that is told not to retry, on OkHttp with its defaults. */
public final class FeignOkHttpSubject extends FeignSubject {

    private okhttp3.OkHttpClient http;

    @Override
    protected Feign.Builder builder(Target target) {
        okhttp3.OkHttpClient.Builder client = new okhttp3.OkHttpClient.Builder();
        target.proxy().ifPresent(proxy -> client.proxy(proxy(proxy)).proxyAuthenticator((route, response) -> {
            String known = "Proxy-Authorization";
            // As its documentation has it: credentials that were refused are not shown again.
            return response.request().header(known) != null
                    ? null
                    : response.request()
                            .newBuilder()
                            .header(known, Credentials.basic(Target.PROXY_USER, Target.PROXY_PASSWORD))
                            .build();
        }));
        http = client.build();
        return Feign.builder().retryer(Retryer.NEVER_RETRY).client(new OkHttpClient(http));
    }

    @Override
    public void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
