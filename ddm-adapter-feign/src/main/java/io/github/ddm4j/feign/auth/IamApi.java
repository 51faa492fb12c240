/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.auth;

import feign.Param;
import feign.Request;
import feign.RequestLine;
import io.github.ddm4j.feign.auth.IamWire.Projects;
import io.github.ddm4j.feign.auth.IamWire.TokenReply;
import io.github.ddm4j.feign.auth.IamWire.TokenRequest;
import io.github.ddm4j.feign.internal.Reply;

/** The HTTP calls to IAM. The options' read timeout is the time for the whole of a call. */
interface IamApi {

    /** The token itself comes in the header {@code X-Subject-Token}. */
    @RequestLine("POST /v3/auth/tokens")
    Reply<TokenReply> token(TokenRequest body, Request.Options time);

    /** With a name that is percent-encoded as a whole, which Feign leaves alone. In a plain one it would leave {@code %2f}. */
    @RequestLine("GET /v3/projects?name={name}")
    Reply<Projects> projects(@Param("name") String encodedName, Request.Options time);
}
