/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.auth;

import io.github.ddm4j.core.model.ProjectId;
import io.github.ddm4j.feign.http.RequestAuthenticator;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs requests with an access key: SDK-HMAC-SHA256. The gateway takes a signature for 15 minutes by its own clock.
 *
 * @see <a href="https://support.huaweicloud.com/intl/en-us/devg-apisign/api-sign-algorithm-002.html">The algorithm</a>
 */
final class AkSkAuthenticator implements RequestAuthenticator {

    private static final String ALGORITHM = "SDK-HMAC-SHA256";
    private static final String HMAC = "HmacSHA256";
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final AccessKey key;
    private final ProjectId projectId;
    private final Clock clock;

    AkSkAuthenticator(AccessKey key, ProjectId projectId, Clock clock) {
        this.key = key;
        this.projectId = projectId;
        this.clock = clock;
    }

    @Override
    public Map<String, String> headers(String method, URI uri, byte[] body) {
        String date = DATE.format(clock.instant());
        SortedMap<String, String> signed = new TreeMap<>();
        signed.put("host", CanonicalRequest.host(uri));
        signed.put("x-sdk-date", date);
        signed.put("x-project-id", projectId.value());
        key.securityToken().ifPresent(token -> signed.put("x-security-token", token));
        String request = CanonicalRequest.of(method, uri, signed, sha256(body));
        String signature = sign(ALGORITHM + "\n" + date + "\n" + sha256(utf8(request)));

        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-Sdk-Date", date);
        headers.put("X-Project-Id", projectId.value());
        key.securityToken().ifPresent(token -> headers.put("X-Security-Token", token));
        headers.put(
                "Authorization",
                ALGORITHM + " Access=" + key.id() + ", SignedHeaders=" + String.join(";", signed.keySet())
                        + ", Signature=" + signature);
        return headers;
    }

    /** Empty: the same key would be refused again, and five wrong signatures in a row lock it. */
    @Override
    public Optional<Map<String, String>> headersAfterRefusal(
            Map<String, String> refused, String method, URI uri, byte[] body) {
        return Optional.empty();
    }

    /** Without the date and the project, which an error may well name. */
    @Override
    public Collection<String> secrets(Map<String, String> headers) {
        return Stream.of("Authorization", "X-Security-Token")
                .map(headers::get)
                .filter(Objects::nonNull)
                .toList();
    }

    private String sign(String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(utf8(key.secret()), HMAC));
            return HexFormat.of().formatHex(mac.doFinal(utf8(text)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(HMAC + " is missing from this JDK", e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is missing from this JDK", e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "AkSkAuthenticator[***]";
    }
}
