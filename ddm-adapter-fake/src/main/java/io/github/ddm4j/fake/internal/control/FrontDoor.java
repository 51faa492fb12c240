/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.control;

import io.github.ddm4j.fake.internal.http.BadRequest;
import io.github.ddm4j.fake.internal.http.RequestHandler;
import io.github.ddm4j.fake.internal.http.ServerAnswer;
import io.github.ddm4j.fake.internal.http.ServerRequest;
import java.net.InetAddress;

/** Hands requests to the remote control or to the provider's API, on a port that has both. */
public record FrontDoor(RequestHandler control, RequestHandler api) implements RequestHandler {

    @Override
    public ServerAnswer answer(ServerRequest request, InetAddress from) {
        return ControlDesk.isFor(request) ? control.answer(request, from) : api.answer(request, from);
    }

    @Override
    public ServerAnswer malformed(BadRequest what) {
        return api.malformed(what);
    }
}
