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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** How often an order goes to the provider and back. Counted over a long way, so several at once. */
public final class RoundTripsRow implements Row {

    private static final List<Subjects> SUBJECTS =
            List.of(Subjects.FLOOR, Subjects.DDM4J, Subjects.FEIGN, Subjects.SDK);

    @Override
    public String name() {
        return "round trips";
    }

    @Override
    public void measure(Jvm jvm, Plan plan, Results results) throws IOException, InterruptedException {
        ExecutorService all = Executors.newFixedThreadPool(SUBJECTS.size());
        try (TrustStore trust = TrustStore.small();
                Provider plain = Provider.plain(jvm);
                Provider tls = Provider.tls(jvm, trust)) {
            Provider.Port port = plain.listen("ok");
            Provider.Port full = tls.full();
            List<Future<List<String>>> printed = new ArrayList<>();
            for (Subjects subject : SUBJECTS) {
                List<String> arguments = new ArrayList<>();
                arguments.add(subject.type());
                if (!subject.isOurs()) {
                    arguments.addAll(List.of("as it comes", port.uri()));
                    arguments.addAll(List.of("as it comes, TLS", full.uri()));
                }
                arguments.addAll(List.of("new connection", port.fresh()));
                arguments.addAll(List.of("new connection, TLS", full.fresh()));
                printed.add(all.submit(
                        () -> trust.client(jvm).run(Jvm.Core.ANY, subject.module(), "RoundTripsProcess", arguments)));
            }
            for (int i = 0; i < SUBJECTS.size(); i++) {
                results.addPrinted(
                        Price.ROW, SUBJECTS.get(i).title(), printed.get(i).get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            all.shutdownNow();
        }
    }
}
