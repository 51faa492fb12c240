/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.api;

import io.github.ddm4j.fake.internal.cloud.CloudCore;
import io.github.ddm4j.fake.internal.cloud.CredentialStore.Token;
import io.github.ddm4j.fake.internal.cloud.CredentialStore.User;
import io.github.ddm4j.fake.internal.cloud.FaultPlan;
import io.github.ddm4j.fake.internal.cloud.Page;
import io.github.ddm4j.fake.internal.cloud.ProjectState;
import io.github.ddm4j.fake.internal.cloud.Refusal;
import io.github.ddm4j.fake.internal.http.ServerAnswer;
import io.github.ddm4j.fake.internal.http.ServerRequest;
import io.github.ddm4j.fake.internal.json.JsonObject;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The calls of IAM that are served: tokens for a project, the catalog, the caller's domain, and projects. */
final class IamRoutes {

    /** The most projects that are listed at once; as many as are listed unless fewer are asked for. */
    private static final int MAX_PER_PAGE = 5000;

    private final CloudCore cloud;
    private final CallerCheck callers;
    private final IamLogin login;

    IamRoutes(CloudCore cloud, CallerCheck callers) {
        this.cloud = cloud;
        this.callers = callers;
        this.login = new IamLogin(cloud);
    }

    /** Paths of IAM are shorter than any of DDM, or begin with {@code /v3/auth}. */
    static boolean leadsToIam(List<String> path) {
        boolean auth = path.size() == 3 && path.get(1).equals("auth");
        return path.get(0).equals("v3") && (path.size() == 2 || auth);
    }

    /** @throws Refusal 404 if it leads nowhere */
    Route route(ServerRequest request, List<String> path) {
        return switch (request.method() + " " + String.join("/", path)) {
            case "POST v3/auth/tokens" -> iam(() -> newToken(request));
            case "GET v3/auth/tokens" -> iam(() -> shownToken(request));
            case "GET v3/auth/catalog" -> iam(() -> catalog(request));
            case "GET v3/auth/domains" -> iam(() -> domains(request));
            case "GET v3/auth/projects", "GET v3/projects" -> iam(() -> projects(request));
            default -> throw DdmRoutes.unknown(request);
        };
    }

    private static Route iam(Supplier<ServerAnswer> work) {
        return new Route(FaultPlan.Target.IAM, ErrorShape.IAM, fault -> work.get());
    }

    private ServerAnswer newToken(ServerRequest request) {
        DdmRoutes.requireJson(request);
        JsonObject auth = Bodies.parse(request.body()).object("auth");
        String method = IamLogin.method(auth);
        User user = login.user(auth, method);
        Token token = cloud.issueToken(login.project(auth).id(), user);
        boolean withCatalog = new QueryParameters(request).text("nocatalog") == null;
        return shown(201, token, method, withCatalog ? address(request) : null);
    }

    private ServerAnswer shownToken(ServerRequest request) {
        callers.user(request);
        return shown(200, login.token(request.header("X-Subject-Token")), "password", address(request));
    }

    /** @param address where the services of the catalog are, or null for no catalog */
    private ServerAnswer shown(int status, Token token, String method, @Nullable String address) {
        ProjectState project = login.project(token.projectId());
        List<JsonObject> catalog = address == null ? List.of() : IamBodies.catalog(address, project);
        return ServerAnswer.json(status, IamBodies.token(token, project, method, catalog))
                .with("X-Subject-Token", token.value());
    }

    private ServerAnswer catalog(ServerRequest request) {
        ProjectState project = login.project(callers.projectId(request));
        return ServerAnswer.json(200, new JsonObject().put("catalog", IamBodies.catalog(address(request), project)));
    }

    private ServerAnswer domains(ServerRequest request) {
        User user = callers.user(request);
        boolean found = matches(new QueryParameters(request).text("name"), user.domain());
        return ServerAnswer.json(200, IamBodies.domains(found ? List.of(user) : List.of()));
    }

    private ServerAnswer projects(ServerRequest request) {
        User user = callers.user(request);
        QueryParameters query = new QueryParameters(request);
        int page = query.number("page", 1, 1, Integer.MAX_VALUE);
        int perPage = query.number("per_page", MAX_PER_PAGE, 1, MAX_PER_PAGE);
        boolean none = !matches(query.text("domain_id"), user.domainId())
                || !matches(query.text("parent_id"), user.domainId())
                || !matches(query.text("enabled"), "true")
                || !matches(query.text("is_domain"), "false");
        List<ProjectState> found = cloud.projects().stream()
                .filter(project -> !none && matches(query.text("name"), project.name()))
                .toList();
        int offset = (int) Math.min(Integer.MAX_VALUE, (page - 1L) * perPage);
        List<ProjectState> rows = Page.of(found, offset, perPage).rows();
        return ServerAnswer.json(200, IamBodies.projects(rows, user, address(request), request.target()));
    }

    private static boolean matches(@Nullable String wanted, String value) {
        return wanted == null || wanted.equals(value);
    }

    /** The fake as the client has reached it, which is the one address that surely leads back. */
    private static String address(ServerRequest request) {
        String host = request.header("Host");
        return "http://" + (host == null ? "localhost" : host);
    }
}
