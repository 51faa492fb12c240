/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark.runner;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Orders that arrive when every tenth goes wrong. Counted, not timed, so several at once: most of them sleep between their
 * tries. */
final class DuplicatesRow implements Row {

    static final String ORDERS = "orders delivered for 10,000 calls";
    static final int CALLS = 10_000;
    private static final int CLIENTS = 25;
    private static final int AT_ONCE = 4;

    /** The answer to every tenth order, and its name in the report. */
    static Map<String, String> faults() {
        Map<String, String> faults = new LinkedHashMap<>();
        faults.put("lost", "duplicates, reply lost");
        faults.put("request_timeout", "duplicates, 408");
        faults.put("unavailable", "duplicates, 503 with Retry-After 0");
        faults.put("redirect", "duplicates, 307");
        return faults;
    }

    @Override
    public String name() {
        return "duplicates";
    }

    @Override
    public void measure(Jvm jvm, Plan plan, Results results) throws IOException, InterruptedException {
        ExecutorService all = Executors.newFixedThreadPool(AT_ONCE);
        try (Provider provider = new Provider(jvm)) {
            List<Future<Cell>> cells = new ArrayList<>();
            for (Map.Entry<String, String> fault : faults().entrySet()) {
                for (Subjects subject : Subjects.orderers()) {
                    Provider.Port port = provider.listen(fault.getKey());
                    cells.add(all.submit(() -> {
                        List<String> printed = run(jvm, plan, subject, port);
                        return new Cell(fault.getValue(), subject.title(), provider.orders(port), printed);
                    }));
                }
            }
            for (Future<Cell> future : cells) {
                Cell cell = future.get();
                if (cell.orders() < plan.orders()) {
                    throw new IllegalStateException("only " + cell.orders() + " orders of " + cell.subject());
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
