/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.control;

import io.github.ddm4j.core.exception.InvalidScaleOutException;
import io.github.ddm4j.core.validation.Violation;
import io.github.ddm4j.fake.internal.cloud.CloudCore;
import io.github.ddm4j.fake.internal.cloud.Refusal;
import io.github.ddm4j.fake.internal.cloud.UnknownException;
import io.github.ddm4j.fake.internal.http.BadRequest;
import io.github.ddm4j.fake.internal.http.RequestHandler;
import io.github.ddm4j.fake.internal.http.ServerAnswer;
import io.github.ddm4j.fake.internal.http.ServerRequest;
import io.github.ddm4j.fake.internal.json.JsonException;
import io.github.ddm4j.fake.internal.json.JsonObject;
import io.github.ddm4j.fake.internal.json.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Answers the calls of the remote control, and hands out the page. Thread-safe. */
public final class ControlDesk implements RequestHandler {

    /** All paths of the remote control begin so; no path of DDM or IAM does. */
    public static final String PREFIX = "/_fake";

    private static final String PAGE_POLICY =
            "default-src 'none'; connect-src 'self'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:";

    private final ControlAccess access;
    private final ControlRoutes routes;

    /**
     * @param examples puts the examples into a cloud
     * @param closed tells those who wait that the server is closed
     * @param ownPort whether the remote control has a port that stays open when the provider is taken down
     * @param forEverybody whether it answers callers from other machines too
     */
    public ControlDesk(
            CloudCore cloud,
            Consumer<CloudCore> examples,
            CountDownLatch closed,
            boolean ownPort,
            boolean forEverybody) {
        this.access = new ControlAccess(forEverybody);
        this.routes = new ControlRoutes(cloud, examples, new Outage(cloud, closed, ownPort));
    }

    /** Tells whether a request is for the remote control. */
    public static boolean isFor(ServerRequest request) {
        String path = request.path();
        return path.equals("/") || path.equals(PREFIX) || path.startsWith(PREFIX + "/");
    }

    /**
     * Begins anew with a content, now and at each reset.
     *
     * @throws IllegalArgumentException that names the field, if it cannot be a content; nothing has changed then
     */
    public void begin(byte[] json) {
        try {
            FieldReader fields = new FieldReader(JsonText.parse(json), "");
            ContentReader.Part content = ContentReader.content(fields, routes.examples());
            fields.end();
            routes.begin(content);
        } catch (JsonException e) {
            throw new IllegalArgumentException("the content " + e.getMessage(), e);
        } catch (InvalidScaleOutException e) {
            throw new IllegalArgumentException(rules(e), e);
        }
    }

    @Override
    public ServerAnswer answer(ServerRequest request, InetAddress from) {
        try {
            String refused = access.refuses(request, from);
            if (refused != null) {
                return error(403, refused);
            }
            return request.path().equals("/") ? page(request) : call(request);
        } catch (UnknownException e) {
            return error(404, e.getMessage());
        } catch (JsonException e) {
            return error(400, "the body " + e.getMessage());
        } catch (Refusal e) {
            return error(409, "the provider refuses: " + e.getMessage());
        } catch (InvalidScaleOutException e) {
            return error(400, rules(e));
        } catch (IllegalArgumentException | IllegalStateException | BadRequest e) {
            return error(400, e.getMessage());
        }
    }

    @Override
    public ServerAnswer malformed(BadRequest what) {
        return error(what.status(), what.getMessage());
    }

    /** Returns the rules that an impossible id breaks, without more words, because nothing was to be sent. */
    private static String rules(InvalidScaleOutException e) {
        return e.violations().stream().map(Violation::reason).collect(Collectors.joining("; "));
    }

    private static ServerAnswer error(int status, @Nullable String words) {
        return ServerAnswer.json(status, new JsonObject().put("error", words));
    }

    private ServerAnswer page(ServerRequest request) {
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            return error(405, "the page is read with GET");
        }
        return ServerAnswer.of(200, "text/html; charset=utf-8", Page.BYTES)
                .with("Content-Security-Policy", PAGE_POLICY)
                .with("Cache-Control", "no-store");
    }

    /** Loaded when the page is asked for the first time. */
    private static final class Page {

        static final byte[] BYTES = read();

        private static byte[] read() {
            try (InputStream in = ControlDesk.class.getResourceAsStream("page.html")) {
                if (in == null) {
                    throw new IllegalStateException("page.html is missing in the jar");
                }
                return in.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private ServerAnswer call(ServerRequest request) {
        List<String> path = request.segments();
        List<String> below = path.subList(1, path.size());
        boolean known = false;
        for (ControlRoute route : routes.routes()) {
            List<String> varying = route.match(below);
            known |= varying != null;
            if (varying != null && route.method().equals(request.method())) {
                return done(route, request, varying);
            }
        }
        return error(
                known ? 405 : 404,
                "there is no " + request + "; GET " + PREFIX + " tells all the calls that there are");
    }

    private static ServerAnswer done(ControlRoute route, ServerRequest request, List<String> varying) {
        JsonObject body = request.body().length == 0 ? new JsonObject() : JsonText.parse(request.body());
        FieldReader fields = new FieldReader(body, "");
        Supplier<@Nullable Object> action = route.reads().apply(new ControlCall(varying, request.parameters(), fields));
        fields.end();
        Object result = action.get();
        return result == null
                ? ServerAnswer.json(200, new JsonObject().put("done", true))
                : ServerAnswer.of(200, "application/json", JsonText.bytes(result));
    }
}
