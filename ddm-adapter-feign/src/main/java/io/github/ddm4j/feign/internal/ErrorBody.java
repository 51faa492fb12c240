/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.internal;

import static java.util.Comparator.comparing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.core.outcome.ErrorCodes;
import io.github.ddm4j.feign.http.HttpAnswer;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The provider's description of an error in the body of an answer. The provider has several shapes, and proxies have
 * more: {@code errCode/externalMessage} of DDM v1 and v2, {@code error_code/error_msg} of DDM v3, the same with {@code
 * request_id} of the gateway, IAM's nested {@code error}, lists of errors. So a field counts by its name, wherever it
 * stands, and the one nearest to the top wins. A body that breaks off, or is no JSON at all, counts up to that point.
 */
final class ErrorBody {

    /** A tolerant reader, because bodies of errors are written by hand, in any charset. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .build();

    private static final Pattern CHARSET = Pattern.compile("(?i)charset *= *\"?([^\";, ]+)");
    private static final Pattern CODE_OF_THE_PROVIDER = Pattern.compile("[A-Za-z]{2,8}\\.[0-9]{3,10}");

    private final List<Said> codes = new ArrayList<>();
    private final List<Said> messages = new ArrayList<>();
    private final List<Said> requestIds = new ArrayList<>();

    /**
     * A text or number in the body.
     *
     * @param rank how well its field's name says what it is, from 0
     * @param depth how far from the top it stands
     */
    private record Said(String text, int rank, int depth) {}

    private ErrorBody() {}

    /** Reads the body of an answer, and hides everything in it that was sent as credentials. */
    static ProviderError read(HttpAnswer answer) {
        ErrorBody body = new ErrorBody();
        if (!body.addAll(() -> JSON.createParser(answer.body()))) {
            String text = new String(answer.body(), charset(answer.header("Content-Type")));
            body.addAll(() -> JSON.createParser(text));
        }
        String requestId = first(body.requestIds).map(answer::hideSecrets).orElseGet(answer::requestId);
        return new ProviderError(
                body.code().map(answer::hideSecrets).orElse(null),
                first(body.messages).map(answer::hideSecrets).orElse(null),
                requestId);
    }

    private interface Opening {
        JsonParser parser() throws IOException;
    }

    /** Returns true if the body could be read to its end. */
    private boolean addAll(Opening opening) {
        try (JsonParser json = opening.parser()) {
            int depth = 0;
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token.isStructStart()) {
                    depth++;
                } else if (token.isStructEnd()) {
                    depth--;
                } else if ((token == JsonToken.VALUE_STRING || token.isNumeric()) && json.currentName() != null) {
                    add(json.currentName(), json.getText(), depth);
                }
            }
            return true;
        } catch (IOException | RuntimeException noJson) {
            return false;
        }
    }

    private void add(String field, String text, int depth) {
        if (text.isBlank()) {
            return;
        }
        switch (field.toLowerCase(Locale.ROOT).replaceAll("[_-]", "")) {
            case "errcode", "errorcode" -> codes.add(new Said(text, 0, depth));
            case "code" -> codes.add(new Said(text, 1, depth));
            case "externalmessage", "errmsg", "errormsg", "errormessage" -> messages.add(new Said(text, 0, depth));
            case "message", "msg" -> messages.add(new Said(text, 1, depth));
            case "requestid" -> requestIds.add(new Said(text, 0, depth));
            default -> {
                // Says nothing of an error that we know.
            }
        }
    }

    /**
     * Returns the error code. One that tells of a fault inside the service wins wherever it stands: a refusal beside it
     * does not make it one.
     */
    private Optional<String> code() {
        Optional<String> fault =
                codes.stream().map(Said::text).filter(ErrorCodes::tellsOfFault).findFirst();
        List<Said> known = codes.stream()
                .filter(said ->
                        CODE_OF_THE_PROVIDER.matcher(said.text().strip()).matches())
                .toList();
        return fault.or(() -> first(known)).or(() -> first(codes));
    }

    private static Optional<String> first(List<Said> said) {
        return said.stream()
                .min(comparing(Said::rank).thenComparing(Said::depth))
                .map(Said::text);
    }

    /**
     * Returns the charset of the body. A byte that is not UTF-8 becomes a replacement character, which does no harm to
     * an error code beside it.
     */
    private static Charset charset(@Nullable String contentType) {
        Matcher declared = CHARSET.matcher(contentType == null ? "" : contentType);
        try {
            return declared.find() ? Charset.forName(declared.group(1)) : StandardCharsets.UTF_8;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return StandardCharsets.UTF_8;
        }
    }
}
