/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import java.util.List;

/** The calls of IAM that are served: a token for a project, and the projects by name. */
final class IamRoutes {

    static final List<String> TOKENS = List.of("v3", "auth", "tokens");

    private static final List<String> PROJECTS = List.of("v3", "projects");

    private final CloudCore cloud;
    private final Callers callers;

    IamRoutes(CloudCore cloud, Callers callers) {
        this.cloud = cloud;
        this.callers = callers;
    }

    /** @throws Refusal 404 if it leads nowhere */
    Route route(HttpRequest request, List<String> path) {
        if (path.equals(TOKENS) && request.method().equals("POST")) {
            return new Route(Fault.Target.IAM, ErrorShape.IAM, fault -> token(request));
        }
        if (path.equals(PROJECTS) && request.method().equals("GET")) {
            return new Route(Fault.Target.IAM, ErrorShape.IAM, fault -> projects(request));
        }
        throw DdmRoutes.unknown(request);
    }

    private HttpAnswer token(HttpRequest request) {
        DdmRoutes.requireJson(request);
        JsonObject auth = Json.parse(request.body()).object("auth");
        JsonObject identity = auth.object("identity");
        String method = method(identity);
        switch (method) {
            case "password" -> checkPassword(identity.object("password").object("user"));
            case "token" -> checkToken(IamWire.text(identity.object("token"), "id"));
            default -> throw Refusal.of(400, null, "Request body is invalid: unknown method " + method);
        }
        ProjectState project = project(auth.object("scope").object("project"));
        Credentials.Token token = cloud.issueToken(project.id());
        return HttpAnswer.json(201, IamWire.token(token, project, method)).with("X-Subject-Token", token.value());
    }

    private static String method(JsonObject identity) {
        return identity.get("methods") instanceof List<?> methods && methods.size() == 1
                ? String.valueOf(methods.get(0))
                : "other than one";
    }

    private void checkPassword(JsonObject user) {
        String domain = IamWire.text(user.object("domain"), "name");
        if (!cloud.passwordIsRight(domain, IamWire.text(user, "name"), IamWire.text(user, "password"))) {
            throw Refusal.of(401, null, "The username or password is wrong.");
        }
    }

    private void checkToken(String value) {
        try {
            cloud.token(value);
        } catch (Refusal refusal) {
            throw Refusal.of(401, null, "The token must be updated.");
        }
    }

    /** A token for DDM is for one project; other scopes are of no use here. */
    private ProjectState project(JsonObject scope) {
        String key = scope.has("id") ? "id" : "name";
        String wanted = IamWire.text(scope, key);
        return cloud.projects().stream()
                .filter(project -> wanted.equals(key.equals("id") ? project.id() : project.name()))
                .findFirst()
                .orElseThrow(() -> Refusal.of(404, null, "Could not find project: " + wanted));
    }

    private HttpAnswer projects(HttpRequest request) {
        callers.requireKnown(request);
        String name = new QueryString(request).text("name");
        List<ProjectState> found = cloud.projects().stream()
                .filter(project -> name == null || name.equals(project.name()))
                .toList();
        return HttpAnswer.json(200, IamWire.projects(found));
    }
}
