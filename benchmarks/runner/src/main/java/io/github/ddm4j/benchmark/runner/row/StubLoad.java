/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark.runner.row;

import io.github.ddm4j.benchmark.runner.figure.Figure;
import io.github.ddm4j.benchmark.runner.figure.Results;
import io.github.ddm4j.benchmark.runner.process.Jvm;
import io.github.ddm4j.benchmark.runner.process.StubServer;
import io.github.ddm4j.benchmark.runner.process.Subjects;
import java.io.IOException;
import java.util.List;

/** A stub under load: one of 16 threads, for some seconds at a time. */
public final class StubLoad implements AutoCloseable {

    /** The fake keeps every order, and gets many while it warms up. */
    private static final String[] LARGE = {"-Xms4g", "-Xmx4g", "-Xmn128m"};

    /** More than one load can fill. */
    private static final int INSTANCES_PER_LOAD = 20_000;

    /** The part of the time for which the compiler works at most in a server that is warm. */
    private static final double LITTLE = 0.03;

    private final Jvm jvm;
    private final StubServer server;
    private final int callMillis;
    private int loads;

    /** @param callMillis how long a load warms up itself; it goes on for twice that time */
    StubLoad(Jvm jvm, String module, String stub, int callMillis) throws IOException {
        this.jvm = jvm;
        this.callMillis = callMillis;
        server = new StubServer(jvm.with(LARGE), Jvm.Core.MEASURED_WHEN_WARM, module, stub);
    }

    /** Goes on until the compiler has little left to do, on all cores; after that, the stub has a core for itself. */
    double warmUp(int longestMillis) throws IOException, InterruptedException {
        double millis = 0;
        boolean warm = false;
        while (!warm && millis < longestMillis) {
            long compiled = server.compilerMillis();
            long start = System.nanoTime();
            requestsASecond();
            double time = (System.nanoTime() - start) / 1e6;
            warm = server.compilerMillis() - compiled < time * LITTLE;
            millis += time;
        }
        server.pin();
        return millis;
    }

    double requestsASecond() throws IOException, InterruptedException {
        Jvm caller = jvm.with("-Dbenchmark.first=" + INSTANCES_PER_LOAD * loads++);
        List<String> arguments = List.of(
                Subjects.PACKAGE + "ManyInstancesSubject",
                Integer.toString(callMillis),
                "",
                "order",
                server.uri(),
                "16:" + 2 * callMillis);
        Results printed = new Results();
        printed.addPrinted("", "", caller.run(Jvm.Core.OTHER, "harness", "CallProcess", arguments));
        return printed.figures().stream()
                .filter(figure -> figure.metric().equals(CallRow.RATE))
                .mapToDouble(Figure::median)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        server.close();
    }
}
