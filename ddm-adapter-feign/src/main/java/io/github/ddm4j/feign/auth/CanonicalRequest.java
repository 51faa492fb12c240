/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.auth;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A request as one text that both ends write alike, so that both can sign it. Knows no secret. */
final class CanonicalRequest {

    private CanonicalRequest() {}

    /**
     * @param signedHeaders names in lower case with their values
     * @param bodyHash SHA-256 of the body, in hex
     */
    static String of(String method, URI uri, SortedMap<String, String> signedHeaders, String bodyHash) {
        String headers = signedHeaders.entrySet().stream()
                .map(header -> header.getKey() + ":" + header.getValue().strip() + "\n")
                .collect(joining());
        return String.join(
                "\n",
                method,
                path(uri.getRawPath()),
                query(uri.getRawQuery()),
                headers,
                String.join(";", signedHeaders.keySet()),
                bodyHash);
    }

    /** Returns the header {@code Host} as it is sent: with the port only where the URI names one. */
    static String host(URI uri) {
        return uri.getPort() == -1 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
    }

    private static String path(String rawPath) {
        String path = Arrays.stream(rawPath.split("/"))
                .map(segment -> encode(decode(segment)) + "/")
                .collect(joining());
        return path.isEmpty() ? "/" : path;
    }

    /** Returns the parameters of a query sorted by name; the values of one name stay in their order. */
    private static String query(@Nullable String rawQuery) {
        if (rawQuery == null || rawQuery.isEmpty()) {
            return "";
        }
        SortedMap<String, List<String>> valuesByName = Arrays.stream(rawQuery.split("&"))
                .map(parameter -> parameter.split("=", 2))
                .collect(groupingBy(
                        pair -> encode(decode(pair[0])),
                        TreeMap::new,
                        mapping(pair -> pair.length == 1 ? "" : encode(decode(pair[1])), toList())));
        return valuesByName.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(value -> entry.getKey() + "=" + value))
                .collect(joining("&"));
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** Encodes by RFC 3986, which differs from the form encoding of the JDK in three characters. */
    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
