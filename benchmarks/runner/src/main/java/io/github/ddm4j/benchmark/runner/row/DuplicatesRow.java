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

/**
 * Orders that arrive when every tenth goes wrong. Counted, not timed, so several at once: most of them sleep between their
 * tries.
 */
public final class DuplicatesRow implements Row {

    public static final String ORDERS = "orders delivered for 10,000 calls";
    public static final int CALLS = 10_000;
    private static final int CLIENTS = 25;
    private static final int AT_ONCE = 4;

    /** The JDK's clients show no password to a proxy for https otherwise. */
    private static final String BASIC_IN_TUNNELS = "-Djdk.http.auth.tunneling.disabledSchemes=";

    /** What goes wrong, and the name of that in the report. */
    public enum Fault {
        LOST("duplicates, reply lost"),
        REQUEST_TIMEOUT("duplicates, 408"),
        UNAVAILABLE("duplicates, 503 with Retry-After 0"),
        REDIRECT("duplicates, 307"),
        STALE("duplicates, stale answer, TLS"),
        PROXY_CREDENTIALS("duplicates, 407 in a tunnel");

        private final String row;

        Fault(String row) {
            this.row = row;
        }

        public String row() {
            return row;
        }

        private Provider.Port listen(Provider plain, Provider tls) throws IOException {
            return switch (this) {
                case STALE -> tls.resumed(name());
                case PROXY_CREDENTIALS -> tls.tunnel(name());
                default -> plain.listen(name());
            };
        }

        private Provider at(Provider plain, Provider tls) {
            return this == STALE || this == PROXY_CREDENTIALS ? tls : plain;
        }
    }

    private static final List<Subjects> SUBJECTS = List.of(
            Subjects.DDM4J,
            Subjects.SDK,
            Subjects.FEIGN,
            Subjects.FEIGN_OKHTTP,
            Subjects.FEIGN_HC5,
            Subjects.JAVA_NET_HTTP);

    @Override
    public String name() {
        return "duplicates";
    }

    @Override
    public void measure(Jvm jvm, Plan plan, Results results) throws IOException, InterruptedException {
        ExecutorService all = Executors.newFixedThreadPool(AT_ONCE);
        try (TrustStore trust = TrustStore.small();
                Provider plain = Provider.plain(jvm);
                Provider tls = Provider.tls(jvm, trust)) {
            Jvm client = trust.client(jvm).with(BASIC_IN_TUNNELS);
            List<Future<Cell>> cells = new ArrayList<>();
            for (Fault fault : Fault.values()) {
                for (Subjects subject : SUBJECTS) {
                    Provider.Port port = fault.listen(plain, tls);
                    Provider provider = fault.at(plain, tls);
                    cells.add(all.submit(() -> {
                        List<String> printed = run(client, plan, subject, port);
                        return new Cell(fault.row(), subject.title(), provider.orders(port), printed);
                    }));
                }
            }
            for (Future<Cell> future : cells) {
                Cell cell = future.get();
                if (cell.orders() < plan.orders() / 2) {
                    throw new IllegalStateException(
                            cell.row() + ": only " + cell.orders() + " orders of " + cell.subject());
                }
                double perCall = (double) cell.orders() / plan.orders();
                results.add(cell.row(), cell.subject(), ORDERS, "orders", perCall * CALLS);
                results.addPrinted(cell.row(), cell.subject(), cell.printed());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            all.shutdownNow();
        }
    }

    private record Cell(String row, String subject, long orders, List<String> printed) {}

    private static List<String> run(Jvm jvm, Plan plan, Subjects subject, Provider.Port port)
            throws IOException, InterruptedException {
        return jvm.run(
                Jvm.Core.ANY,
                subject.module(),
                "DuplicatesProcess",
                List.of(subject.type(), port.uri(), Integer.toString(CLIENTS), Integer.toString(plan.orders())));
    }
}
