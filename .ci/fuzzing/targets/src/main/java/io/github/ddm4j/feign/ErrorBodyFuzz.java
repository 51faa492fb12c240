/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.core.outcome.CallFailure;
import io.github.ddm4j.core.outcome.ErrorCodes;
import io.github.ddm4j.feign.internal.AnyAnswer;

/** The body of an error, whatever it is, is read without an exception; a fault inside the service is never a refusal. */
public final class ErrorBodyFuzz {

    private ErrorBodyFuzz() {}

    public static void fuzzerTestOneInput(FuzzedDataProvider data) {
        int status = data.consumeInt(400, 499);
        ProviderError error = AnyAnswer.error(data);
        for (String text : new String[] {error.code(), error.message(), error.requestId()}) {
            if (text != null) {
                AnyAnswer.check(text);
            }
        }
        boolean unknown = CallFailure.answered(status, error, null).ofOrder() instanceof OutcomeUnknownException;
        if (ErrorCodes.tellsOfFault(error.code()) && !unknown) {
            throw new AssertionError("a fault inside that is reported as a refusal: " + error);
        }
    }
}
