/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark.runner.row;

import io.github.ddm4j.benchmark.runner.figure.Results;
import io.github.ddm4j.benchmark.runner.process.Jvm;
import io.github.ddm4j.benchmark.runner.process.StubServer;
import io.github.ddm4j.benchmark.runner.process.Subjects;
import java.io.IOException;
import java.util.List;

/** The fake server beside WireMock, and the fake in memory. */
public final class FakeRow implements Row {

    public static final String SERVER = "fake, server";
    static final String IN_MEMORY = "fake, in memory";
    public static final String START = "start to first answer";
    static final String RATE = "scale-outs a second";
    public static final String REQUESTS = "requests a second";
    public static final String WIREMOCK = "wiremock";
    private static final String OURS = Subjects.DDM4J.title();
    static final String INSTANCES = IN_MEMORY + ", instances ";

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public void measure(Jvm jvm, Plan plan, Results results) throws IOException, InterruptedException {
        for (int round = 0; round < plan.fewRounds(); round++) {
            start(jvm, results, OURS, "subjects/fake", "FakeStub");
            start(jvm, results, WIREMOCK, "subjects/wiremock", "WireMockStub");
            rate(jvm, plan, results, OURS, "subjects/fake", "GrownFakeStub");
            rate(jvm, plan, results, WIREMOCK, "subjects/wiremock", "WireMockStub");
            List<String> arguments = List.of(Integer.toString(plan.inMemoryCalls()));
            results.addPrinted(
                    IN_MEMORY, OURS, jvm.run(Jvm.Core.MEASURED, "subjects/fake", "FakeInMemoryProcess", arguments));
        }
        results.find(INSTANCES + 1, OURS, RATE).ifPresent(figure -> figure.values()
                .forEach(value -> results.add(IN_MEMORY, OURS, RATE, "1/s", value)));
    }

    private static void start(Jvm jvm, Results results, String subject, String module, String stub) throws IOException {
        try (StubServer server = new StubServer(jvm, Jvm.Core.MEASURED, module, stub)) {
            results.addPrinted(SERVER, subject, List.of(server.startLine()));
        }
    }

    private static void rate(Jvm jvm, Plan plan, Results results, String subject, String module, String stub)
            throws IOException, InterruptedException {
        try (StubLoad load = new StubLoad(jvm, module, stub, plan.callMillis())) {
            results.add(SERVER, subject, "requests a second at first", "1/s", load.requestsASecond());
            results.add(SERVER, subject, "load until warm", "s", load.warmUp(plan.serverWarmUpMillis()) / 1e3);
            results.add(SERVER, subject, REQUESTS, "1/s", load.requestsASecond());
        }
    }
}
