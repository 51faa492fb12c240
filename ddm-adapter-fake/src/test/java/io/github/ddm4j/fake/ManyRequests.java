/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import io.github.ddm4j.fake.internal.api.ApiGateway;
import io.github.ddm4j.fake.internal.http.ServerRequest;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Requests of all kinds, one after the other, as the server would hand them over; ends with how many were kept. */
final class ManyRequests {

    private static final int LONG = 30_000;

    /** One in so many requests is large. */
    private static final int LARGE_IN = 20;

    private ManyRequests() {}

    public static void main(String[] args) {
        int count = Integer.parseInt(args[0]);
        FakeCloud cloud = FakeCloud.withExamples();
        ApiGateway gateway = new ApiGateway(cloud.core(), new CountDownLatch(1), entry -> {});
        ServerRequest[] requests = {
            request("POST", HttpCalls.ENLARGE, HttpCalls.ONE_NODE),
            request("GET", "/v1/" + Examples.PROJECT + "/instances/" + Examples.INSTANCE, ""),
            request("GET", "/v3/projects", ""),
            request("POST", "/v3/auth/tokens?nocatalog=any", """
                    {"auth":{"identity":{"methods":["token"],"token":{"id":"%s"}},
                    "scope":{"project":{"id":"%s"}}}}""".formatted(Examples.TOKEN, Examples.PROJECT))
        };
        ServerRequest[] large = {
            request("POST", HttpCalls.ENLARGE, "{\"x\":\"" + "y".repeat(LONG) + "\"}"),
            request("GET", "/v1/" + "z".repeat(LONG), "")
        };
        for (int i = 0; i < count; i++) {
            ServerRequest template =
                    i % LARGE_IN == 0 ? large[i / LARGE_IN % large.length] : requests[i % requests.length];
            // The texts of each request are its own, as they are when they come over a connection.
            String target = new String(template.target().toCharArray());
            gateway.answer(
                    new ServerRequest(
                            template.method(),
                            target,
                            headers(),
                            template.body().clone()),
                    InetAddress.getLoopbackAddress());
        }
        System.out.println(count + " answered, " + cloud.requests().size() + " kept");
    }

    private static ServerRequest request(String method, String target, String body) {
        return new ServerRequest(method, target, headers(), body.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, String> headers() {
        return Map.of("host", "h", "x-auth-token", Examples.TOKEN, "content-type", "application/json");
    }
}
