/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.internal;

import io.github.ddm4j.core.outcome.CallFailure;
import io.github.ddm4j.feign.http.HttpAnswer;

/**
 * A decoded body together with the answer it came in.
 *
 * @param <T> the type of the body
 */
public record DecodedAnswer<T>(T body, HttpAnswer answer) {

    /**
     * Returns the failure of an answer whose status is 2xx but which is unusable, with the reason as the end of a
     * sentence.
     */
    public static CallFailure unusable(String why, HttpAnswer answer) {
        return CallFailure.unusable(answer.status(), why, ErrorBody.read(answer));
    }
}
