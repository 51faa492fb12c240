/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.examples.custom;

import static java.util.Comparator.comparing;

import com.fasterxml.jackson.core.JsonParser;
import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.core.outcome.ErrorCodes;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * What an answer says of its error. DDM, the gateway and IAM name and nest the same things differently, so a field counts
 * by its name wherever it stands, and a body that breaks off counts up to there. A code that was overlooked would turn a
 * fault inside the service, after which nobody knows, into a refusal.
 */
final class ErrorText {

    private final List<String> codes = new ArrayList<>();
    private final List<String> messages = new ArrayList<>();
    private final List<String> requestIds = new ArrayList<>();

    private ErrorText() {}

    static ProviderError of(HttpResponse<byte[]> answer, UnaryOperator<String> quiet) {
        ErrorText text = new ErrorText();
        try (JsonParser json = OneRequest.JSON.createParser(new String(answer.body(), StandardCharsets.UTF_8))) {
            while (json.nextToken() != null) {
                if (json.currentToken().isScalarValue() && json.currentName() != null) {
                    text.add(json.currentName(), quiet.apply(json.getText()));
                }
            }
        } catch (IOException brokenOff) {
            // What came before it counts.
        }
        answer.headers().firstValue("X-Request-Id").map(quiet).ifPresent(text.requestIds::add);
        text.codes.sort(comparing(ErrorText::rank));
        return new ProviderError(first(text.codes), first(text.messages), first(text.requestIds));
    }

    private void add(String field, String text) {
        switch (field.toLowerCase(Locale.ROOT).replaceAll("[_-]", "")) {
            case "errcode", "errorcode", "code" -> codes.add(text);
            case "externalmessage", "errormsg", "errmsg", "errormessage", "message", "msg" -> messages.add(text);
            case "requestid" -> requestIds.add(text);
            default -> {
                // Says nothing of an error.
            }
        }
    }

    /** A fault inside counts before a refusal beside it, and both before a number that only repeats the status. */
    private static int rank(String code) {
        return ErrorCodes.tellsOfFault(code) ? 0 : code.matches("\\s*[A-Za-z]+\\.[0-9]+\\s*") ? 1 : 2;
    }

    private static String first(List<String> texts) {
        return texts.isEmpty() ? null : texts.get(0);
    }
}
