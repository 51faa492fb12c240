/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.auth;

import feign.Param;
import feign.RequestLine;
import io.github.ddm4j.feign.auth.IamWire.Projects;
import io.github.ddm4j.feign.auth.IamWire.TokenReply;
import io.github.ddm4j.feign.auth.IamWire.TokenRequest;
import io.github.ddm4j.feign.internal.HttpCall;

/** The HTTP calls to IAM. */
interface IamApi {

    /** Asks for a token, which comes in the header {@code X-Subject-Token}. */
    @RequestLine("POST /v3/auth/tokens")
    TokenReply token(TokenRequest body, HttpCall call);

    /**
     * Lists the projects of a name that is percent-encoded as a whole, which Feign leaves alone. In a plain name it
     * would leave {@code %2f}.
     */
    @RequestLine("GET /v3/projects?name={name}")
    Projects projects(@Param("name") String encodedName, HttpCall call);
}
