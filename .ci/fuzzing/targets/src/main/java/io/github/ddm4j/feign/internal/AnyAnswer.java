/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.internal;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import feign.Client;
import feign.Request;
import feign.Response;
import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.feign.http.HttpAnswer;
import io.github.ddm4j.feign.http.Secrets;
import java.util.List;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.message.BasicHeader;

/** Takes the place of the network below Feign: each request is answered with what the fuzzer thought of. */
public final class AnyAnswer implements Client {

    /** Stands in the dictionary too, so that answers quote it. */
    public static final String TOKEN = "canary-token-0123456789";

    private FuzzedDataProvider thoughts;
    private int requests;

    /** What answers are made of from now on. */
    public void use(FuzzedDataProvider data) {
        thoughts = data;
        requests = 0;
    }

    @Override
    public Response execute(Request request, Request.Options options) {
        if (++requests > 1_000) {
            throw new AssertionError("a call that makes requests without end");
        }
        return ((HttpCall) options).answered(request, answer());
    }

    private HttpAnswer answer() {
        FuzzedDataProvider data = thoughts;
        int status = data.consumeBoolean() ? 200 : data.consumeInt(100, 599);
        Header[] headers = {
            new BasicHeader("Content-Type", data.consumeString(40)),
            new BasicHeader("Retry-After", data.consumeString(40)),
            new BasicHeader("X-Request-Id", data.consumeString(40))
        };
        Secrets secrets = new Secrets();
        secrets.add(List.of(TOKEN));
        return new HttpAnswer(status, headers, data.consumeBytes(4_096), secrets);
    }

    /** What an answer says of an error. */
    public static ProviderError error(FuzzedDataProvider data) {
        AnyAnswer one = new AnyAnswer();
        one.use(data);
        return ErrorBody.read(one.answer());
    }

    /** All that a user can see of an outcome holds no credential and is one line. */
    public static void check(ScaleOutException outcome) {
        check(String.valueOf(outcome.getMessage()));
        for (Throwable cause = outcome.getCause(); cause != null; cause = cause.getCause()) {
            if (cause.toString().contains(TOKEN)) {
                throw new AssertionError("a cause shows the token");
            }
        }
    }

    /** A text that a user can see holds no credential. */
    public static void checkSecret(String text) {
        checkHidden(TOKEN, text);
    }

    /** A text that a user can see does not hold this one. */
    public static void checkHidden(String secret, String text) {
        if (text.contains(secret)) {
            throw new AssertionError("a secret is shown: " + text);
        }
    }

    /** A text that the provider or an exception of ours gives holds no credential and is one line. */
    public static void check(String text) {
        checkSecret(text);
        checkLine(text);
    }

    /** A text is fit for a log. */
    public static void checkLine(String text) {
        if (text.length() > 4_000 || text.chars().anyMatch(Character::isISOControl)) {
            throw new AssertionError("no line for a log: " + text);
        }
    }
}
