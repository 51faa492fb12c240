/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark.runner;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** The fake server beside WireMock, and the fake in memory. */
final class FakeRow implements Row {

    static final String SERVER = "fake, server";
    static final String IN_MEMORY = "fake, in memory";
    static final String START = "start to first answer";
    static final String RATE = "scale-outs a second";
    static final String REQUESTS = "requests a second";
    static final String WIREMOCK = "wiremock";
    private static final String OURS = Subjects.DDM4J.title();
    private static final String ONE_INSTANCE = IN_MEMORY + ", instances 1";

    /** The fake keeps every order, and gets many while it warms up. */
    private static final String[] LARGE = {"-Xms4g", "-Xmx4g"};

    private static final Duration LOAD = Duration.ofSeconds(4);

    /** More than can be filled in that time. */
    private static final int INSTANCES_PER_LOAD = 20_000;

    /** The compiler's part of a load that is called quiet. */
    private static final double LITTLE = 0.03;

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public void measure(Jvm jvm, Plan plan, Results results) throws IOException, InterruptedException {
        for (int round = 0; round < plan.rounds(); round++) {
            start(jvm, results, OURS, "subjects/fake", "FakeStub");
            start(jvm, results, WIREMOCK, "subjects/wiremock", "WireMockStub");
            results.add(SERVER, OURS, REQUESTS, "1/s", rate(jvm, plan, "subjects/fake", "GrownFakeStub"));
            results.add(SERVER, WIREMOCK, REQUESTS, "1/s", rate(jvm, plan, "subjects/wiremock", "WireMockStub"));
            List<String> arguments = List.of(Integer.toString(plan.inMemoryCalls()));
            results.addPrinted(
                    IN_MEMORY, OURS, jvm.run(Jvm.Core.MEASURED, "subjects/fake", "FakeInMemoryProcess", arguments));
        }
        results.find(ONE_INSTANCE, OURS, RATE).ifPresent(figure -> figure.values()
                .forEach(value -> results.add(IN_MEMORY, OURS, RATE, "1/s", value)));
    }

    private static void start(Jvm jvm, Results results, String subject, String module, String stub) throws IOException {
        try (StubServer server = new StubServer(jvm, Jvm.Core.MEASURED, module, stub)) {
            results.addPrinted(SERVER, subject, List.of(server.startLine()));
        }
    }

    /** The server warms up on all cores; then it has a core for itself, and so has the load. */
    private static double rate(Jvm jvm, Plan plan, String module, String stub)
            throws IOException, InterruptedException {
        try (StubServer server = new StubServer(jvm.with(LARGE), Jvm.Core.MEASURED_WHEN_WARM, module, stub)) {
            int loads = warmUp(jvm, server, Duration.ofMillis(plan.serverWarmUpMillis()));
            server.pin();
            return load(jvm, server, loads);
        }
    }

    /** Returns how many loads that took. */
    private static int warmUp(Jvm jvm, StubServer server, Duration longest) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        int loads = 0;
        boolean quiet = false;
        while (!quiet && System.nanoTime() - begun < longest.toNanos()) {
            long compiled = server.compilerMillis();
            load(jvm, server, loads++);
            quiet = server.compilerMillis() - compiled < LOAD.toMillis() * LITTLE;
        }
        return loads;
    }

    /** Requests a second. */
    private static double load(Jvm jvm, StubServer server, int number) throws IOException, InterruptedException {
        Jvm filling = jvm.with("-Dbenchmark.first=" + number * INSTANCES_PER_LOAD);
        List<String> arguments =
                List.of(Subjects.PACKAGE + "ManyInstancesSubject", server.uri(), "2000", "16:" + LOAD.toMillis());
        Results load = new Results();
        load.addPrinted("", "", filling.run(Jvm.Core.OTHER, "harness", "CallProcess", arguments));
        return load.figures().stream()
                .filter(figure -> figure.metric().equals(CallRow.RATE))
                .mapToDouble(Figure::median)
                .findFirst()
                .orElseThrow();
    }
}
