/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.fake.internal.http.ServerRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlAccessTest {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, localhost:8787, false, true",
        "127.0.0.1, 127.0.0.9:1, false, true",
        "::1, '[::1]:8787', false, true",
        "127.0.0.1, LOCALHOST, false, true",
        "192.0.2.7, localhost, false, false",
        "127.0.0.1, fake.example, false, false",
        "127.0.0.1, localhost.example, false, false",
        "127.0.0.1, 127.0.0.1.example, false, false",
        "192.0.2.7, fake.example, true, true"
    })
    void callers_of_this_machine_alone_are_answered_unless_everybody_is_let_in(
            String from, String host, boolean forEverybody, boolean answered) throws UnknownHostException {
        ServerRequest request = new ServerRequest("GET", "/_fake", Map.of("host", host), new byte[0]);

        String refused = new ControlAccess(forEverybody).refuses(request, InetAddress.getByName(from));

        assertThat(refused == null).as(refused).isEqualTo(answered);
    }
}
