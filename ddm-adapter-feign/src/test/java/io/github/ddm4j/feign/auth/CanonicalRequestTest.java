/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalRequestTest {

    @Test
    void has_six_parts_a_line_each_and_a_line_for_each_header() {
        var headers = new TreeMap<>(Map.of("x-sdk-date", "20261122T000000Z", "host", " ddm.example "));

        assertThat(CanonicalRequest.of("POST", URI.create("https://ddm.example/v2/p/enlarge?b=2&a=1"), headers, "hash"))
                .isEqualTo("POST\n/v2/p/enlarge/\na=1&b=2\nhost:ddm.example\nx-sdk-date:20261122T000000Z\n\n"
                        + "host;x-sdk-date\nhash");
    }

    @ParameterizedTest
    @CsvSource({
        "https://ddm.example, /",
        "https://ddm.example/, /",
        "https://ddm.example/a, /a/",
        "https://ddm.example/a/, /a/",
        "https://ddm.example/a%20b/c%2Fd, /a%20b/c%2Fd/",
        "https://ddm.example/a+b*c~d, /a%2Bb%2Ac~d/",
        "https://ddm.example/%c3%a9, /%C3%A9/"
    })
    void the_path_is_encoded_by_segment_and_ends_with_a_slash(URI uri, String path) {
        assertThat(lines(uri)[1]).isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource({
        "https://ddm.example/, ''",
        "https://ddm.example/?, ''",
        "https://ddm.example/?b=2&a=1, a=1&b=2",
        "https://ddm.example/?a, a=",
        "https://ddm.example/?a=b=c, a=b%3Dc",
        "https://ddm.example/?a=2&a=1, a=2&a=1",
        "https://ddm.example/?a=x+y%20z*~, a=x%2By%20z%2A~"
    })
    void the_query_is_decoded_sorted_by_name_and_encoded_again(URI uri, String query) {
        assertThat(lines(uri)[2]).isEqualTo(query);
    }

    @ParameterizedTest
    @CsvSource({
        "https://ddm.example/a, ddm.example",
        "https://ddm.example:443/a, ddm.example:443",
        "http://127.0.0.1:8080/a, 127.0.0.1:8080"
    })
    void the_host_has_a_port_only_where_the_uri_names_one(URI uri, String host) {
        assertThat(CanonicalRequest.host(uri)).isEqualTo(host);
    }

    private static String[] lines(URI uri) {
        return CanonicalRequest.of("GET", uri, new TreeMap<>(), "hash").split("\n", -1);
    }
}
