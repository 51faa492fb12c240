/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A request as it came. No record, because the text of a record would show the token among the headers. */
public final class ServerRequest {

    private final String method;
    private final String target;
    private final int pathLength;
    private final Map<String, String> headers;
    private final byte[] body;
    private final boolean http10;

    /** @param headers by name in lower case */
    public ServerRequest(String method, String target, Map<String, String> headers, byte[] body) {
        this(method, target, headers, body, false);
    }

    ServerRequest(String method, String target, Map<String, String> headers, byte[] body, boolean http10) {
        int mark = target.indexOf('?');
        this.method = method;
        this.target = target;
        this.pathLength = mark < 0 ? target.length() : mark;
        this.headers = headers;
        this.body = body;
        this.http10 = http10;
    }

    public String method() {
        return method;
    }

    public byte[] body() {
        return body;
    }

    /** Returns the target as it came, with its query. */
    public String target() {
        return target;
    }

    /** Returns the path as it came, without the query. */
    public String path() {
        return target.substring(0, pathLength);
    }

    /** The parts of the path between its slashes, decoded one by one: an encoded slash separates nothing. */
    public List<String> segments() {
        List<String> segments = new ArrayList<>();
        for (String segment : path().substring(Math.min(1, pathLength)).split("/", -1)) {
            segments.add(decode(segment));
        }
        return segments;
    }

    /** The first value of each parameter of the query, sorted by name. */
    public Map<String, String> parameters() {
        Map<String, String> found = new TreeMap<>();
        String query = pathLength == target.length() ? "" : target.substring(pathLength + 1);
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
    public String header(String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }

    /** Tells whether a header that is a list of words has this one, whatever its case. */
    public boolean headerLists(String name, String word) {
        String value = header(name);
        return value != null
                && Arrays.stream(value.split(",")).anyMatch(item -> item.strip().equalsIgnoreCase(word));
    }

    boolean http10() {
        return http10;
    }

    /** Tells whether the connection goes on after the answer: in HTTP/1.1 unless the client closes it, before only if it asks. */
    boolean keepsAlive() {
        return http10 ? headerLists("Connection", "keep-alive") : !headerLists("Connection", "close");
    }

    private static String decode(String text) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
            return text;
        }
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw BadRequest.because("the URI is not well encoded");
        }
    }

    @Override
    public String toString() {
        return method + " " + path();
    }
}
