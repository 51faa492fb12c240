/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.auth;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.huaweicloud.sdk.core.auth.BasicCredentials;
import com.huaweicloud.sdk.core.http.HttpMethod;
import com.huaweicloud.sdk.core.http.HttpRequest;
import io.github.ddm4j.core.model.ProjectId;
import io.github.ddm4j.feign.http.Transport;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** For the same request at the same second, our headers are those of the official SDK's signer. */
class OfficialSignerTest {

    private static final List<String> OURS = List.of("Authorization", "X-Sdk-Date", "X-Project-Id", "X-Security-Token");

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void a_permanent_key_signs_as_the_official_signer_does(@ForAll @From("requests") Request request) {
        AccessKey key = AccessKey.of("AKEXAMPLE", "sk/With+every=Kind_of-character.~");

        assertThat(ours(request, key)).isEqualTo(official(request, key));
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void a_temporary_key_signs_as_the_official_signer_does(
            @ForAll @From("requests") Request request, @ForAll @From("securityTokens") String securityToken) {
        AccessKey key = AccessKey.temporary("AKTEMPORARY", "sk", securityToken);

        assertThat(ours(request, key)).isEqualTo(official(request, key)).containsKey("X-Security-Token");
    }

    private static Map<String, String> ours(Request request, AccessKey key) {
        Clock clock = Clock.fixed(request.at(), ZoneOffset.UTC);
        return new AkSkAuthenticator(Authenticators.fixed(key), request.projectId(), clock)
                .credentials(new Transport.Request(
                        request.method(),
                        request.uri(),
                        Map.of(),
                        request.body().getBytes(StandardCharsets.UTF_8),
                        null))
                .headers();
    }

    /** The way the SDK itself goes; it takes the date from the request, if that has one. */
    private static Map<String, String> official(Request request, AccessKey key) {
        HttpRequest.HttpRequestBuilder builder = HttpRequest.newBuilder()
                .withMethod(HttpMethod.valueOf(request.method()))
                .withEndpoint(request.endpoint())
                .withPath(request.path())
                .withContentType("application/json")
                .addHeader("Content-Type", "application/json")
                .addHeader("X-Sdk-Date", request.date());
        request.query().forEach(builder::addQueryParam);
        if (!request.body().isEmpty()) {
            builder.withBodyAsString(request.body());
        }
        BasicCredentials credentials = new BasicCredentials()
                .withAk(key.id())
                .withSk(key.secret())
                .withSecurityToken(key.securityToken().orElse(null))
                .withProjectId(request.projectId().value());
        HttpRequest signed = credentials.syncProcessAuthRequest(builder.build(), null);
        Map<String, String> headers = new LinkedHashMap<>();
        OURS.stream().filter(signed::haveHeader).forEach(name -> headers.put(name, signed.getHeader(name)));
        return headers;
    }

    @Provide
    static Arbitrary<Request> requests() {
        return Combinators.combine(methods(), endpoints(), paths(), queries(), bodies(), projects(), moments())
                .as(Request::new);
    }

    private static Arbitrary<String> methods() {
        return Arbitraries.of("GET", "POST", "PUT", "DELETE");
    }

    private static Arbitrary<String> endpoints() {
        return Arbitraries.of(
                "https://ddm.cn-north-4.myhuaweicloud.com", "https://ddm.example:8443", "http://127.0.0.1:8080");
    }

    /** Segments of everything that may stand in a path as it is. */
    private static Arbitrary<String> paths() {
        Arbitrary<String> segments = Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('A', 'Z')
                .withCharRange('0', '9')
                .withChars("-._~!$&'()*+,;=:@")
                .ofMinLength(1)
                .ofMaxLength(40)
                .filter(segment -> !segment.matches("\\.+"));
        return Combinators.combine(segments.list().ofMaxSize(7), Arbitraries.of("", "/"))
                .as((list, end) -> list.isEmpty() ? end : "/" + String.join("/", list) + end);
    }

    /** Any values, but plain names: the SDK sends names as they are, and signs them encoded beside that. */
    private static Arbitrary<Map<String, List<String>>> queries() {
        Arbitrary<String> names = Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('A', 'Z')
                .withCharRange('0', '9')
                .withChars("-._~")
                .ofMinLength(1)
                .ofMaxLength(12);
        Arbitrary<String> values = wellFormed(Arbitraries.strings().all().ofMaxLength(20));
        return Arbitraries.maps(names, values.list().ofMinSize(1).ofMaxSize(3)).ofMaxSize(5);
    }

    private static Arbitrary<String> bodies() {
        return wellFormed(Arbitraries.strings().all().ofMaxLength(300));
    }

    private static Arbitrary<ProjectId> projects() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('0', '9')
                .withChars("_-")
                .ofMinLength(1)
                .ofMaxLength(64)
                .map(ProjectId::new);
    }

    private static Arbitrary<Instant> moments() {
        return Arbitraries.longs().between(0, 253_402_300_799L).map(Instant::ofEpochSecond);
    }

    @Provide
    static Arbitrary<String> securityTokens() {
        return Arbitraries.strings().withCharRange('!', '~').ofMinLength(1).ofMaxLength(2000);
    }

    /** Half a surrogate pair is no character, and has no bytes in UTF-8. */
    private static Arbitrary<String> wellFormed(Arbitrary<String> texts) {
        return texts.filter(text -> StandardCharsets.UTF_8.newEncoder().canEncode(text));
    }

    record Request(
            String method,
            String endpoint,
            String path,
            Map<String, List<String>> query,
            String body,
            ProjectId projectId,
            Instant at) {

        URI uri() {
            String parameters = query.entrySet().stream()
                    .flatMap(entry -> entry.getValue().stream().map(value -> form(entry.getKey()) + "=" + form(value)))
                    .collect(joining("&"));
            return URI.create(endpoint + path + (parameters.isEmpty() ? "" : "?" + parameters));
        }

        private static String form(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
        }

        String date() {
            return at.toString().replaceAll("[-:]", "");
        }
    }
}
