/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import feign.Feign;
import feign.Retryer;
import feign.hc5.ApacheHttp5Client;
import java.io.IOException;
import java.net.URI;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.HttpHost;

/** Feign that is told not to retry, on HttpClient 5 with its defaults. */
public final class FeignHc5Subject extends FeignSubject {

    private CloseableHttpClient http;

    @Override
    protected Feign.Builder builder(Target target) {
        HttpClientBuilder client = HttpClients.custom();
        target.proxy().ifPresent(proxy -> through(proxy, client));
        http = client.build();
        return Feign.builder().retryer(Retryer.NEVER_RETRY).client(new ApacheHttp5Client(http));
    }

    private static void through(URI proxy, HttpClientBuilder client) {
        BasicCredentialsProvider credentials = new BasicCredentialsProvider();
        credentials.setCredentials(
                new AuthScope(proxy.getHost(), proxy.getPort()),
                new UsernamePasswordCredentials(Target.PROXY_USER, Target.PROXY_PASSWORD.toCharArray()));
        client.setProxy(new HttpHost(proxy.getHost(), proxy.getPort())).setDefaultCredentialsProvider(credentials);
    }

    @Override
    public void close() throws IOException {
        http.close();
    }
}
