/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import io.github.ddm4j.core.model.NodeGroup;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/**
 * The calls of DDM that are served, and IAM's on the same port. Paths that are known under another method are unknown:
 * the gateway looks up both together.
 */
final class DdmRoutes {

    private static final int MAX_LIMIT = 128;
    private static final Duration KEPT = Duration.ofDays(30);

    private final CloudCore cloud;
    private final Callers callers;
    private final IamRoutes iam;

    DdmRoutes(CloudCore cloud) {
        this.cloud = cloud;
        this.callers = new Callers(cloud);
        this.iam = new IamRoutes(cloud, callers);
    }

    /** @throws Refusal 404 if it leads nowhere */
    Route route(HttpRequest request) {
        List<String> path = request.segments();
        if (path.size() == 2 && path.get(0).equals("v3") || path.equals(IamRoutes.TOKENS)) {
            return iam.route(request, path);
        }
        if (path.size() < 3) {
            throw unknown(request);
        }
        String project = path.get(1);
        String id = path.size() > 3 ? path.get(3) : "";
        return switch (request.method() + " " + pattern(path)) {
            case "POST /v2/*/instances/*/action/enlarge" -> enlarge(request, project, id);
            case "GET /v1/*/instances/*" ->
                read(request, project, ErrorShape.EXTERNAL_MESSAGE, () -> instance(project, id));
            case "GET /v1/*/instances/*/nodes" ->
                read(request, project, ErrorShape.EXTERNAL_MESSAGE, () -> nodes(request, project, id));
            case "GET /v3/*/instances/*/groups" ->
                read(request, project, ErrorShape.ERROR_MSG, () -> groups(request, project, id));
            case "GET /v3/*/jobs/*" -> read(request, project, ErrorShape.ERROR_MSG, () -> job(project, id));
            case "GET /v3/*/jobs" -> read(request, project, ErrorShape.ERROR_MSG, () -> jobs(request, project));
            default -> throw unknown(request);
        };
    }

    /** The path with a star for the project and for what follows the kind of thing. */
    private static String pattern(List<String> path) {
        StringBuilder pattern = new StringBuilder();
        for (int i = 0; i < path.size(); i++) {
            pattern.append('/').append(i == 1 || i == 3 ? "*" : path.get(i));
        }
        return pattern.toString();
    }

    static Refusal unknown(HttpRequest request) {
        return Refusal.gateway(404, "APIGW.0101", "The API does not exist: " + request);
    }

    private Route enlarge(HttpRequest request, String project, String id) {
        return new Route(Fault.Target.ENLARGE, ErrorShape.EXTERNAL_MESSAGE, fault -> {
            callers.requireAccess(request, project);
            requireJson(request);
            EnlargeResult result = cloud.enlarge(EnlargeBody.parse(project, id, request.body()));
            return HttpAnswer.json(200, FakeWire.enlarged(fault.distort(result)));
        });
    }

    static void requireJson(HttpRequest request) {
        String type = request.header("Content-Type");
        if (type == null) {
            throw Refusal.gateway(400, "APIGW.0106", "Invalid header parameter: Content-Type, required");
        }
        if (!request.headerContains("Content-Type", "application/json")) {
            throw Refusal.of(415, "DBS.280001", "Parameter error. Content-Type must be application/json");
        }
    }

    private Route read(HttpRequest request, String project, ErrorShape shape, Supplier<HttpAnswer> query) {
        return new Route(Fault.Target.READ, shape, fault -> {
            callers.requireAccess(request, project);
            return query.get();
        });
    }

    private HttpAnswer instance(String project, String id) {
        Dated<InstanceState> seen = cloud.instance(project, id);
        return HttpAnswer.json(200, FakeWire.instance(seen.value(), seen.at()));
    }

    private HttpAnswer nodes(HttpRequest request, String project, String id) {
        QueryString query = new QueryString(request);
        int offset = query.number("offset", 0, 0, Integer.MAX_VALUE);
        int limit = query.number("limit", MAX_LIMIT, 1, MAX_LIMIT);
        Dated<InstanceState> seen = cloud.instance(project, id);
        Page<NodeState> page = Page.of(seen.value().nodes(), offset, limit);
        return HttpAnswer.json(200, FakeWire.nodes(page, offset, limit, seen.at()));
    }

    private HttpAnswer groups(HttpRequest request, String project, String id) {
        QueryString query = new QueryString(request);
        int offset = query.number("offset", 0, 0, Integer.MAX_VALUE);
        int limit = query.number("limit", 10, 1, MAX_LIMIT);
        InstanceState instance = cloud.instance(project, id).value();
        Page<NodeGroup> page = Page.of(instance.seed().groups(), offset, limit);
        return HttpAnswer.json(200, FakeWire.groups(instance, page));
    }

    private HttpAnswer job(String project, String id) {
        Dated<JobState> seen = cloud.job(project, id);
        return HttpAnswer.json(200, FakeWire.job(seen.value(), seen.at()));
    }

    private HttpAnswer jobs(HttpRequest request, String project) {
        QueryString query = new QueryString(request);
        Instant from = query.epochMillis("start_time");
        Instant to = query.epochMillis("end_time");
        if (from.isBefore(cloud.now().minus(KEPT))) {
            throw Refusal.parameter("start_time", "must be at most 30 days ago");
        }
        if (to.isBefore(from)) {
            throw Refusal.parameter("end_time", "must not be before start_time");
        }
        int offset = query.number("offset", 0, 0, Integer.MAX_VALUE);
        int limit = query.number("limit", 10, 1, MAX_LIMIT);
        Dated<Page<JobState>> seen = cloud.jobs(project, from, to.plusMillis(1), offset, limit);
        return HttpAnswer.json(200, FakeWire.jobs(seen.value(), offset, limit, seen.at()));
    }
}
