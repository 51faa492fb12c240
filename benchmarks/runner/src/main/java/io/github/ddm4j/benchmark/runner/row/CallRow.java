/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark.runner.row;

import io.github.ddm4j.benchmark.runner.figure.Results;
import io.github.ddm4j.benchmark.runner.process.Jvm;
import io.github.ddm4j.benchmark.runner.process.Provider;
import io.github.ddm4j.benchmark.runner.process.Subjects;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads and orders over plain loopback HTTP, by one thread and by sixteen. */
public final class CallRow implements Row {

    /** An instance with its nodes and groups, on kept-alive connections. */
    public static final String READ = "read";

    /** An order on a connection of its own. */
    public static final String ORDER = "order";

    /** An order as the peer sends it by itself: on a kept-alive connection. */
    static final String AS_IT_COMES = "order as it comes";

    public static final String CPU = "cpu per call";
    public static final String ALLOCATED = "allocated per call";
    static final String RATE = "calls a second";
    public static final String MEDIAN = "latency p50";

    private static final List<Subjects> SUBJECTS = List.of(
            Subjects.LIMIT, Subjects.FLOOR, Subjects.DDM4J, Subjects.DDM4J_SIGNED, Subjects.FEIGN, Subjects.SDK);

    public static String one(String row) {
        return row + ", threads 1";
    }

    public static String sixteen(String row) {
        return row + ", threads 16";
    }

    @Override
    public String name() {
        return "call";
    }

    @Override
    public void measure(Jvm jvm, Plan plan, Results results) throws IOException, InterruptedException {
        String threads = "16:" + plan.callMillis() + ",1:" + plan.callMillis();
        try (Provider provider = Provider.plain(jvm)) {
            Provider.Port port = provider.listen("ok");
            for (int round = 0; round < plan.rounds(); round++) {
                for (Subjects subject : SUBJECTS) {
                    List<String> arguments = new ArrayList<>();
                    arguments.addAll(List.of(subject.type(), Integer.toString(plan.warmUpMillis())));
                    arguments.addAll(List.of(READ, "read", port.uri(), threads));
                    arguments.addAll(List.of(ORDER, "order", port.fresh(), threads));
                    if (!subject.isOurs()) {
                        arguments.addAll(List.of(AS_IT_COMES, "order", port.uri(), threads));
                    }
                    results.addPrinted(
                            "",
                            subject.title(),
                            jvm.run(Jvm.Core.MEASURED_WHEN_WARM, subject.module(), "CallProcess", arguments));
                }
            }
        }
    }
}
