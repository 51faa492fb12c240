/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.auth;

import feign.Headers;
import feign.Param;
import feign.RequestLine;
import io.github.ddm4j.feign.auth.IamWire.Projects;
import io.github.ddm4j.feign.auth.IamWire.TokenReply;
import io.github.ddm4j.feign.auth.IamWire.TokenRequest;
import io.github.ddm4j.feign.internal.HttpCall;

/** The HTTP calls to IAM. */
@Headers("Content-Type: application/json")
interface IamApi {

    /** The token itself comes in the header {@code X-Subject-Token}. */
    @RequestLine("POST /v3/auth/tokens")
    TokenReply token(TokenRequest body, HttpCall call);

    /** With a name that is percent-encoded as a whole, which Feign leaves alone. In a plain one it would leave {@code %2f}. */
    @RequestLine("GET /v3/projects?name={name}")
    Projects projects(@Param("name") String encodedName, HttpCall call);
}
