/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark.runner;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
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

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public void measure(Jvm jvm, Plan plan, Results results) throws IOException, InterruptedException {
        for (int round = 0; round < plan.rounds(); round++) {
            start(jvm, results, OURS, "subjects/fake", "FakeStub");
            start(jvm, results, WIREMOCK, "subjects/wiremock", "WireMockStub");
            rate(jvm, results, OURS, "subjects/fake", "GrownFakeStub");
            rate(jvm, results, WIREMOCK, "subjects/wiremock", "WireMockStub");
            List<String> arguments = List.of(Integer.toString(plan.inMemoryCalls()));
            results.addPrinted(
                    IN_MEMORY, OURS, jvm.run(Jvm.Core.MEASURED, "subjects/fake", "FakeInMemoryProcess", arguments));
        }
        results.find(ONE_INSTANCE, OURS, RATE).ifPresent(figure -> figure.values()
                .forEach(value -> results.add(IN_MEMORY, OURS, RATE, "1/s", value)));
    }

    private static void start(Jvm jvm, Results results, String subject, String module, String stub)
            throws IOException, InterruptedException {
        try (StubServer server = new StubServer(jvm, module, stub)) {
            results.addPrinted(SERVER, subject, List.of(server.startLine()));
        }
    }

    /** The server has a core for itself, and so has the load. */
    private static void rate(Jvm jvm, Results results, String subject, String module, String stub)
            throws IOException, InterruptedException {
        try (StubServer server = new StubServer(jvm, module, stub)) {
            Results load = new Results();
            List<String> arguments =
                    List.of(Subjects.PACKAGE + "ManyInstancesSubject", server.uri(), "4000", "16:2000");
            load.addPrinted("", "", jvm.run(Jvm.Core.MEASURED, "harness", "CallProcess", arguments));
            load.figures().stream()
                    .filter(figure -> figure.metric().equals(CallRow.RATE))
                    .forEach(figure -> results.add(SERVER, subject, REQUESTS, "1/s", figure.median()));
        }
    }

    /** A stub in its own process. */
    private static final class StubServer implements AutoCloseable {

        private final Process process;
        private final String startLine;
        private final String uri;

        StubServer(Jvm jvm, String module, String stub) throws IOException {
            process = jvm.start(Jvm.Core.OTHER, module, "StubProcess", List.of(Subjects.PACKAGE + stub));
            BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream()));
            startLine = out.readLine();
            uri = out.readLine();
            if (uri == null) {
                throw new IllegalStateException(stub + " did not start");
            }
        }

        String startLine() {
            return startLine;
        }

        String uri() {
            return uri;
        }

        @Override
        public void close() {
            process.destroy();
            process.onExit().join();
        }
    }
}
