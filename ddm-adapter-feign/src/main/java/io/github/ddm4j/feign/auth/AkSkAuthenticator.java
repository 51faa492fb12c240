/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.auth;

import static java.util.Objects.requireNonNull;

import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.model.ProjectId;
import io.github.ddm4j.feign.http.HttpAnswer;
import io.github.ddm4j.feign.http.Transport.Authenticator;
import io.github.ddm4j.feign.http.Transport.Credentials;
import io.github.ddm4j.feign.http.Transport.Request;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs requests with an access key: SDK-HMAC-SHA256. The gateway takes a signature for 15 minutes by its own clock.
 *
 * @see <a href="https://support.huaweicloud.com/intl/en-us/devg-apisign/api-sign-algorithm-002.html">The algorithm</a>
 */
final class AkSkAuthenticator implements Authenticator {

    private static final String ALGORITHM = "SDK-HMAC-SHA256";
    private static final String HMAC = "HmacSHA256";
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final AccessKeyProvider keys;
    private final ProjectId projectId;
    private final ProviderClock clock;
    private final ReentrantLock renewal = new ReentrantLock();
    private final SignedKeys signedWith = new SignedKeys();

    AkSkAuthenticator(AccessKeyProvider keys, ProjectId projectId, Clock clock) {
        this.keys = keys;
        this.projectId = projectId;
        this.clock = new ProviderClock(clock);
    }

    @Override
    public Credentials credentials(Request request) {
        return signed(current(), request);
    }

    /**
     * Returns the credentials of another key. The same key would be refused again, and five wrong signatures in a row
     * lock it.
     */
    @Override
    public Optional<Credentials> newer(Credentials refused, Request request, HttpAnswer refusal) {
        clock.learnFrom(refusal);
        AccessKey old = (AccessKey) refused.source();
        return renewed(old).filter(key -> !key.isSentLike(old)).map(key -> signed(key, request));
    }

    private Optional<AccessKey> renewed(AccessKey old) {
        try {
            renewal.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ProviderUnavailableException.notAttempted(
                    "Nothing was applied: interrupted while waiting for an access key", null);
        }
        try {
            AccessKey now = current();
            return Optional.of(now.isSentLike(old) ? keys.accessKeyAfterRefusal(old) : now);
        } finally {
            renewal.unlock();
        }
    }

    private AccessKey current() {
        return requireNonNull(keys.accessKey(), "accessKey");
    }

    @Override
    public boolean hasSignedWith(String accessKeyId) {
        return signedWith.contains(accessKeyId);
    }

    private Credentials signed(AccessKey key, Request request) {
        signedWith.add(key.id());
        String date = DATE.format(clock.instant());
        SortedMap<String, String> signed = new TreeMap<>();
        signed.put("host", CanonicalRequest.host(request.uri()));
        signed.put("x-sdk-date", date);
        signed.put("x-project-id", projectId.value());
        key.securityToken().ifPresent(token -> signed.put("x-security-token", token));
        String canonical = CanonicalRequest.of(request.method(), request.uri(), signed, sha256(request.body()));
        String signature = sign(key, ALGORITHM + "\n" + date + "\n" + sha256(utf8(canonical)));

        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-Sdk-Date", date);
        headers.put("X-Project-Id", projectId.value());
        key.securityToken().ifPresent(token -> headers.put("X-Security-Token", token));
        headers.put(
                "Authorization",
                ALGORITHM + " Access=" + key.id() + ", SignedHeaders=" + String.join(";", signed.keySet())
                        + ", Signature=" + signature);
        return new Credentials(headers, secrets(key, signature), key);
    }

    /**
     * Returns the texts that must not show. The date and the project are not among them, because an error may well name
     * them, nor are the names of what was signed.
     */
    private static List<String> secrets(AccessKey key, String signature) {
        return Stream.concat(Stream.of(key.id(), key.secret(), signature), key.securityToken().stream())
                .toList();
    }

    private static String sign(AccessKey key, String text) {
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
}
