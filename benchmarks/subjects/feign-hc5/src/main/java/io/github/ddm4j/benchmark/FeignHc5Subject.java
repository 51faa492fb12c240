/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import feign.Feign;
import feign.Retryer;
import feign.hc5.ApacheHttp5Client;
import java.io.IOException;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;

/** Feign that is told not to retry, on HttpClient 5 with its defaults. */
public final class FeignHc5Subject extends FeignSubject {

    private final CloseableHttpClient http = HttpClients.createDefault();

    @Override
    protected Feign.Builder builder() {
        return Feign.builder().retryer(Retryer.NEVER_RETRY).client(new ApacheHttp5Client(http));
    }

    @Override
    public void close() throws IOException {
        http.close();
    }
}
