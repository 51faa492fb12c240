/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import feign.Param;
import feign.Request;
import feign.RequestLine;
import io.github.ddm4j.feign.IamWire.Projects;
import io.github.ddm4j.feign.IamWire.TokenReply;
import io.github.ddm4j.feign.IamWire.TokenRequest;

/** The HTTP calls to IAM. The options' read timeout is the time for the whole of a call. */
interface IamApi {

    /** The token itself comes in the header {@code X-Subject-Token}. */
    @RequestLine("POST /v3/auth/tokens")
    Reply<TokenReply> token(TokenRequest body, Request.Options time);

    /** With a name that is percent-encoded: Feign would take {@code %2f} in a plain one for a slash that already is. */
    @RequestLine("GET /v3/projects?name={name}")
    Reply<Projects> projects(@Param(value = "name", encoded = true) String encodedName, Request.Options time);
}
