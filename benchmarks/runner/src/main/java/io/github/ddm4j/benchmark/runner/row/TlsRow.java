/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark.runner.row;

import io.github.ddm4j.benchmark.runner.figure.Results;
import io.github.ddm4j.benchmark.runner.process.Jvm;
import io.github.ddm4j.benchmark.runner.process.Provider;
import io.github.ddm4j.benchmark.runner.process.Subjects;
import io.github.ddm4j.benchmark.runner.process.TrustStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Orders over TLS: on connections of their own with full handshakes, with resumed ones, and as the peers come. */
public final class TlsRow implements Row {

    public static final String FULL = "order over TLS";
    static final String AS_IT_COMES = "order over TLS as it comes";
    private static final String RESUMED = "order over TLS, resumed";

    private static final List<Subjects> SUBJECTS =
            List.of(Subjects.LIMIT, Subjects.FLOOR, Subjects.DDM4J, Subjects.FEIGN, Subjects.SDK);

    @Override
    public String name() {
        return "tls";
    }

    @Override
    public void measure(Jvm jvm, Plan plan, Results results) throws IOException, InterruptedException {
        String one = "1:" + plan.callMillis();
        try (TrustStore trust = TrustStore.make();
                Provider provider = Provider.tls(jvm, trust)) {
            Provider.Port full = provider.full();
            Provider.Port resumed = provider.resumed("ok");
            for (int round = 0; round < plan.fewRounds(); round++) {
                for (Subjects subject : SUBJECTS) {
                    List<String> arguments = new ArrayList<>();
                    arguments.addAll(List.of(subject.type(), Integer.toString(plan.warmUpMillis())));
                    arguments.addAll(List.of(FULL, "order", full.fresh(), "16:" + plan.callMillis() + "," + one));
                    arguments.addAll(List.of(RESUMED, "order", resumed.fresh(), one));
                    if (!subject.isOurs()) {
                        arguments.addAll(List.of(AS_IT_COMES, "order", resumed.uri(), one));
                    }
                    results.addPrinted(
                            "",
                            subject.title(),
                            trust.client(jvm)
                                    .run(Jvm.Core.MEASURED_WHEN_WARM, subject.module(), "CallProcess", arguments));
                }
            }
        }
    }
}
