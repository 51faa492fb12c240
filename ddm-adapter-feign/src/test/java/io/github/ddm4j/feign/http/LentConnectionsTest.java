/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.junit.jupiter.api.Test;

class LentConnectionsTest {

    @Test
    void the_borrower_cannot_close_them() throws Exception {
        TransportSettings settings =
                new TransportSettings.Builder(URI.create("http://localhost"), Duration.ofSeconds(1), 1).build();
        try (PoolingHttpClientConnectionManager owned = SingleSendClient.connections(settings)) {
            LentConnections lent = new LentConnections(owned);
            lent.close(CloseMode.IMMEDIATE);
            lent.close();

            HttpRoute route = new HttpRoute(new HttpHost("http", "localhost", 1));
            assertThat(lent.lease("1", route, Timeout.ofSeconds(1), null).get(Timeout.ofSeconds(1)))
                    .isNotNull();
        }
    }
}
