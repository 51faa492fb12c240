/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.api;

import io.github.ddm4j.fake.internal.cloud.CloudCore;
import io.github.ddm4j.fake.internal.cloud.EnlargeResult;
import io.github.ddm4j.fake.internal.cloud.FaultPlan;
import io.github.ddm4j.fake.internal.cloud.Refusal;
import io.github.ddm4j.fake.internal.http.ServerAnswer;
import io.github.ddm4j.fake.internal.http.ServerRequest;
import java.net.InetAddress;
import java.util.List;
import java.util.function.Function;

/**
 * The calls of DDM that are served, and those of IAM and CTS on the same port. Paths that are known under another method are unknown:
 * the gateway looks up both together.
 */
final class DdmRoutes {

    private final CloudCore cloud;
    private final CallerCheck callers;
    private final IamRoutes iam;
    private final InstanceReads instances;
    private final RegionReads region;
    private final JobReads jobs;
    private final CtsReads audit;

    DdmRoutes(CloudCore cloud) {
        this.cloud = cloud;
        this.callers = new CallerCheck(cloud);
        this.iam = new IamRoutes(cloud, callers);
        this.instances = new InstanceReads(cloud);
        this.region = new RegionReads(cloud);
        this.jobs = new JobReads(cloud);
        this.audit = new CtsReads(cloud);
    }

    /**
     * @param from the caller's address
     * @throws Refusal 404 if it leads nowhere
     */
    Route route(ServerRequest request, InetAddress from) {
        List<String> path = request.segments();
        if (IamRoutes.leadsToIam(path)) {
            return iam.route(request, path);
        }
        if (path.size() < 3) {
            throw unknown(request);
        }
        Call call = Call.of(request, path);
        return switch (request.method() + " " + pattern(path)) {
            case "POST /v2/*/instances/*/action/enlarge" -> enlarge(call, from);
            case "GET /v1/*/instances" -> v1(call, fault -> instances.listV1(call));
            case "GET /v3/*/instances" -> v3(call, fault -> instances.listV3(call));
            case "GET /v1/*/instances/*" -> v1(call, fault -> instances.detailV1(call));
            case "GET /v3/*/instances/*" -> v3(call, fault -> instances.detailV3(call));
            case "GET /v1/*/instances/*/nodes" -> v1(call, fault -> instances.nodes(call));
            case "GET /v1/*/instances/*/nodes/*" -> v1(call, fault -> instances.nodeV1(call));
            case "GET /v3/*/instances/*/nodes/*" -> v3(call, fault -> instances.nodeV3(call));
            case "GET /v3/*/instances/*/groups" -> v3(call, fault -> instances.groups(call));
            case "GET /v1/*/instances/*/databases" -> v1(call, fault -> instances.schemas(call));
            case "GET /v1/*/instances/*/databases/*" -> v1(call, fault -> instances.schemaV1(call));
            case "GET /v3/*/instances/*/databases/*" -> v3(call, fault -> instances.schemaV3(call));
            case "GET /v2/*/engines" -> v1(call, fault -> region.enginesV2(call));
            case "GET /v3/*/engines" -> v3(call, fault -> region.enginesV3(call));
            case "GET /v2/*/flavors" -> v1(call, fault -> region.flavorsV2(call));
            case "GET /v3/*/flavors" -> v3(call, fault -> region.flavorsV3(call));
            case "GET /v3/*/jobs/*" -> v3(call, fault -> jobs.one(call, fault));
            case "GET /v3/*/jobs" -> v3(call, fault -> jobs.list(call, fault));
            case "GET /v3/*/traces" -> v3(call, fault -> audit.traces(call));
            default -> throw unknown(request);
        };
    }

    /** The path with a star for the project, for what follows the kind of thing and for what follows the kind of part. */
    private static String pattern(List<String> path) {
        StringBuilder pattern = new StringBuilder();
        for (int i = 0; i < path.size(); i++) {
            boolean variable = i == 1 || i == 3 || i == 5 && !path.get(4).equals("action");
            pattern.append('/').append(variable ? "*" : path.get(i));
        }
        return pattern.toString();
    }

    static Refusal unknown(ServerRequest request) {
        return Refusal.of(404, "APIGW.0101", "The API does not exist: " + request);
    }

    private Route enlarge(Call call, InetAddress from) {
        return new Route(FaultPlan.Target.ORDER, ErrorShape.EXTERNAL_MESSAGE, fault -> {
            callers.requireAccess(call.request(), call.project());
            requireJson(call.request());
            EnlargeBody body = EnlargeBody.parse(call.request().body(), cloud.strict());
            EnlargeResult result = cloud.enlarge(
                    body.command(call.project(), call.id()), callers.actor(call.request(), from.getHostAddress()));
            return ServerAnswer.json(200, DdmBodies.enlarged(fault.distort(result), fault));
        });
    }

    static void requireJson(ServerRequest request) {
        String type = request.header("Content-Type");
        if (type == null) {
            throw Refusal.of(400, "APIGW.0106", "Invalid header parameter: Content-Type, required");
        }
        String media = type.split(";", 2)[0].strip();
        if (!media.equalsIgnoreCase("application/json")) {
            throw Refusal.of(415, "DBS.280001", "Parameter error. Content-Type must be application/json");
        }
    }

    /** Returns a route of v1 or v2, which write their errors alike. */
    private Route v1(Call call, Function<FaultPlan, ServerAnswer> query) {
        return read(call, ErrorShape.EXTERNAL_MESSAGE, query);
    }

    private Route v3(Call call, Function<FaultPlan, ServerAnswer> query) {
        return read(call, ErrorShape.ERROR_MSG, query);
    }

    private Route read(Call call, ErrorShape shape, Function<FaultPlan, ServerAnswer> query) {
        return new Route(FaultPlan.Target.READ, shape, fault -> {
            callers.requireAccess(call.request(), call.project());
            return query.apply(fault);
        });
    }
}
