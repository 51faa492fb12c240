/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A request as it came. No record, because the text of a record would show the token among the headers. */
final class HttpRequest {

    private final String method;
    private final String path;
    private final String query;
    private final Map<String, String> headers;
    private final byte[] body;

    /** @param headers by name in lower case */
    HttpRequest(String method, String target, Map<String, String> headers, byte[] body) {
        int mark = target.indexOf('?');
        this.method = method;
        this.path = mark < 0 ? target : target.substring(0, mark);
        this.query = mark < 0 ? "" : target.substring(mark + 1);
        this.headers = headers;
        this.body = body;
    }

    String method() {
        return method;
    }

    byte[] body() {
        return body;
    }

    /** As it came, without the query. */
    String path() {
        return path;
    }

    /** The parts of the path between its slashes, decoded one by one: an encoded slash separates nothing. */
    List<String> segments() {
        List<String> segments = new ArrayList<>();
        for (String segment : path.substring(Math.min(1, path.length())).split("/", -1)) {
            segments.add(decode(segment));
        }
        return segments;
    }

    /** The first value of each parameter of the query, sorted by name. */
    Map<String, String> parameters() {
        Map<String, String> found = new TreeMap<>();
        for (String pair : query.split("&")) {
            if (!pair.isEmpty()) {
                int mark = pair.indexOf('=');
                String name = mark < 0 ? pair : pair.substring(0, mark);
                found.putIfAbsent(decode(name), mark < 0 ? "" : decode(pair.substring(mark + 1)));
            }
        }
        return found;
    }

    @Nullable
    String header(String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }

    boolean headerContains(String name, String word) {
        String value = header(name);
        return value != null && value.toLowerCase(Locale.ROOT).contains(word);
    }

    private static String decode(String text) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
            return text;
        }
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Refusal.gateway(400, "APIGW.0201", "Bad request: the URI is not well encoded");
        }
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
