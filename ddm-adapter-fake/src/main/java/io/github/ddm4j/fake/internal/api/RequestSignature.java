/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.api;

import io.github.ddm4j.fake.internal.cloud.Refusal;
import io.github.ddm4j.fake.internal.http.ServerRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signature of a request with an access key, as the gateway checks it.
 *
 * @see <a href="https://support.huaweicloud.com/intl/en-us/devg-apisign/api-sign-algorithm.html">How requests are
 *     signed</a>
 */
record RequestSignature(String accessKey, List<String> signedHeaders, String value) {

    private static final Pattern HEADER =
            Pattern.compile("SDK-HMAC-SHA256 Access=([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})");
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final Duration MAX_SKEW = Duration.ofMinutes(15);
    private static final String DATE_HEADER = "x-sdk-date";

    RequestSignature {
        signedHeaders = List.copyOf(signedHeaders);
    }

    /** @throws Refusal 401 if the header Authorization cannot be read */
    static RequestSignature of(ServerRequest request) {
        Matcher matcher = HEADER.matcher(present(request, "Authorization"));
        if (!matcher.matches()) {
            throw refused("the header Authorization cannot be read");
        }
        return new RequestSignature(matcher.group(1), List.of(matcher.group(2).split(";")), matcher.group(3));
    }

    /** @throws Refusal 401 unless the secret belongs to the signature, and it is fresh */
    void verify(ServerRequest request, String secret, Instant now) {
        String date = present(request, DATE_HEADER);
        if (!signedHeaders.contains(DATE_HEADER)) {
            throw refused("X-Sdk-Date is not signed");
        }
        if (Duration.between(parse(date), now).abs().compareTo(MAX_SKEW) > 0) {
            throw refused("X-Sdk-Date is more than 15 minutes from " + now);
        }
        String toSign = "SDK-HMAC-SHA256\n" + date + "\n" + sha256(utf8(canonical(request)));
        byte[] expected = utf8(hmac(secret, toSign));
        if (!MessageDigest.isEqual(expected, utf8(value))) {
            throw refused("the signature does not match");
        }
    }

    private static Instant parse(String date) {
        try {
            return DATE.parse(date, Instant::from);
        } catch (DateTimeException e) {
            throw refused("X-Sdk-Date cannot be read");
        }
    }

    private String canonical(ServerRequest request) {
        String path =
                request.segments().stream().map(RequestSignature::encode).collect(Collectors.joining("/", "/", ""));
        String query = request.parameters().entrySet().stream()
                .map(pair -> encode(pair.getKey()) + "=" + encode(pair.getValue()))
                .collect(Collectors.joining("&"));
        StringBuilder canonical = new StringBuilder(request.method())
                .append('\n')
                .append(path.endsWith("/") ? path : path + "/")
                .append('\n')
                .append(query)
                .append('\n');
        for (String name : signedHeaders) {
            canonical
                    .append(name)
                    .append(':')
                    .append(present(request, name).strip())
                    .append('\n');
        }
        return canonical
                .append('\n')
                .append(String.join(";", signedHeaders))
                .append('\n')
                .append(bodyHash(request))
                .toString();
    }

    private static String bodyHash(ServerRequest request) {
        String given = request.header("X-Sdk-Content-Sha256");
        return given != null && given.equals("UNSIGNED-PAYLOAD") ? given : sha256(request.body());
    }

    private static String present(ServerRequest request, String name) {
        String value = request.header(name);
        if (value == null) {
            throw refused("the header " + name + " is missing");
        }
        return value;
    }

    private static Refusal refused(String why) {
        return Refusal.unauthenticated("verify aksk signature fail, " + why);
    }

    /** Encodes as RFC 3986 says: letters, digits, hyphen, dot, underscore and tilde stay. */
    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hmac(String secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(utf8(secret), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(utf8(text)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
