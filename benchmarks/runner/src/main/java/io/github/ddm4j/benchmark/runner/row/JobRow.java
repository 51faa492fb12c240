/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark.runner.row;

import io.github.ddm4j.benchmark.runner.figure.Results;
import io.github.ddm4j.benchmark.runner.process.Jvm;
import io.github.ddm4j.benchmark.runner.process.Provider;
import io.github.ddm4j.benchmark.runner.process.Subjects;
import java.io.IOException;
import java.util.List;

/** A whole job: preview, submit, three looks, done. */
public final class JobRow implements Row {

    public static final String JOB = "job";

    @Override
    public String name() {
        return JOB;
    }

    @Override
    public void measure(Jvm jvm, Plan plan, Results results) throws IOException, InterruptedException {
        try (Provider provider = Provider.plain(jvm)) {
            for (int round = 0; round < plan.fewRounds(); round++) {
                for (Subjects subject : List.of(Subjects.DDM4J, Subjects.SDK)) {
                    Provider.Port port = provider.listen("ok");
                    List<String> printed = jvm.run(
                            Jvm.Core.MEASURED_WHEN_WARM,
                            subject.module(),
                            "CallProcess",
                            List.of(
                                    subject.type(),
                                    Integer.toString(plan.warmUpMillis()),
                                    JOB,
                                    "job",
                                    port.uri(),
                                    "1:" + 2 * plan.callMillis()));
                    results.addPrinted("", subject.title(), printed);
                    double requests = (double) provider.requests(port) / provider.orders(port);
                    results.add(CallRow.one(JOB), subject.title(), "requests per job", "requests", requests);
                }
            }
        }
    }
}
