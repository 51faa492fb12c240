/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.journaltests.kill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Kills replicas, databases and connections at random moments and at every named step, and counts orders: real processes, real
 * databases, DDM over HTTP in a process of its own. Run by {@code .ci/journal}; exits with 1 if a key has two orders, a wish is
 * lost, or an outcome is untrue.
 */
final class KillRuns {

    private static final String POSTGRES = "PostgreSQL";
    private static final String MARIA_DB = "MariaDB";
    /** One in so many may miss its step. */
    private static final int MOST_MISSED = 4;

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int AT_ONCE = 12;

    /** About as long as a step takes. */
    private static final int MOST_MILLIS = 60;

    /** What is done to the replica, once it is at work. */
    @FunctionalInterface
    private interface Blow {
        void strike(Run run) throws Exception;
    }

    /** One submission on an instance of its own. */
    private record Run(DatabaseUnderTest database, String url, String instance, String key, Random random) {}

    private enum Verdict {
        ONE_ORDER,
        IN_DOUBT,
        TWO_ORDERS,
        WISH_LOST,
        UNTRUE
    }

    private final Child provider;
    private final String uri;
    private final boolean audited;
    private final Map<String, Map<Verdict, Integer>> table = new LinkedHashMap<>();
    private final List<String> bad = new ArrayList<>();
    private final List<String> missed = new ArrayList<>();
    private final Map<String, Integer> struck = new TreeMap<>();
    private int number;
    private int controls;
    private int doubles;

    private KillRuns(Child provider, String uri, boolean audited) {
        this.provider = provider;
        this.uri = uri;
        this.audited = audited;
    }

    /** Arguments: how many runs of each kind; a database, if not on both; {@code audit}, to ask the audit log. */
    public static void main(String[] args) throws Exception {
        List<String> asked = List.of(args);
        int each = Integer.parseInt(asked.get(0));
        boolean audited = asked.contains("audit");
        long seed = Long.getLong("seed", System.currentTimeMillis());
        System.out.println("seed " + seed);
        long begin = System.nanoTime();
        boolean good;
        try (Child provider = Child.start(KillProvider.class)) {
            String uri = provider.until("READY").orElseThrow().substring("READY ".length());
            KillRuns runs = new KillRuns(provider, uri, audited);
            if (!asked.contains(MARIA_DB)) {
                try (DatabaseUnderTest postgres = new DatabaseUnderTest.Postgres()) {
                    runs.on(POSTGRES, postgres, each, new Random(seed));
                }
            }
            if (!asked.contains(POSTGRES)) {
                try (DatabaseUnderTest mariaDb = new DatabaseUnderTest.MariaDb()) {
                    runs.on(MARIA_DB, mariaDb, each, new Random(seed + 1));
                }
            }
            good = runs.report(Duration.ofNanos(System.nanoTime() - begin));
        }
        System.exit(good ? 0 : 1);
    }

    private void on(String name, DatabaseUnderTest database, int each, Random random) throws Exception {
        try (Replica survivor = new Replica(database.url(), uri, audited)) {
            List<Callable<Void>> all = new ArrayList<>();
            for (String step : Steps.ALL) {
                all.addAll(runs(
                        name + ", killed " + step, database, survivor, Math.max(1, each / 4), random, false, run -> {
                            killAt(run, step);
                        }));
            }
            for (String step : List.of("after-sending", "after-order")) {
                String kind = name + ", killed " + step + ", yearly/monthly";
                all.addAll(
                        runs(kind, database, survivor, Math.max(1, each / 4), random, true, run -> killAt(run, step)));
            }
            all.addAll(runs(name + ", killed at random", database, survivor, each, random, false, this::kill));
            all.addAll(runs(
                    name + ", killed at random, yearly/monthly",
                    database,
                    survivor,
                    each / 2,
                    random,
                    true,
                    this::kill));
            all.addAll(
                    runs(name + ", two replicas at once, one killed", database, survivor, each, random, false, run -> {
                        try (Child other = worker(run, "never")) {
                            kill(run);
                            other.until("RESULT");
                        }
                    }));
            all.addAll(runs(name + ", reply lost, then killed", database, survivor, each / 2, random, false, run -> {
                provider.ask("lose");
                kill(run);
            }));
            all.addAll(runs(
                    name + ", stopped for longer than the lease",
                    database,
                    survivor,
                    each / 2,
                    random,
                    false,
                    this::stop));
            all.addAll(runs(name + ", answer of a write dropped", database, survivor, each, random, false, this::cut));
            all.addAll(control(name, database, each, random));
            inParallel(all);
        }
        restarts(name, database, each, random);
    }

    /** What happens without a journal that lasts: the runs could find two orders if there were any. */
    private List<Callable<Void>> control(String name, DatabaseUnderTest database, int each, Random random) {
        List<Callable<Void>> all = new ArrayList<>();
        for (int i = 0; i < Math.max(1, each / 4); i++) {
            Run run = new Run(
                    database, KillWorker.MEMORY, run(database, random, false).instance(), "key", random);
            all.add(() -> {
                killAt(run, "after-order");
                try (Replica forgetful = new Replica(KillWorker.MEMORY, uri, audited)) {
                    forgetful.untilSettled("key", run.instance(), PATIENCE);
                }
                synchronized (this) {
                    controls++;
                    doubles += orders(run) == 2 ? 1 : 0;
                }
                return null;
            });
        }
        return all;
    }

    private void killAt(Run run, String step) {
        try (Child worker = worker(run, step)) {
            if (worker.until("AT " + step).isEmpty()) {
                synchronized (this) {
                    missed.add(step + " was not reached: " + String.join("; ", worker.said()));
                }
            }
        }
    }

    /** As a long pause of the machine does it. */
    private void stop(Run run) throws Exception {
        try (Child worker = worker(run, "never")) {
            worker.until("GO");
            for (int steps = run.random().nextInt(Steps.ALL.size()); steps > 0; steps--) {
                worker.until("AT ");
            }
            Thread.sleep(run.random().nextInt(MOST_MILLIS));
            signal(worker, "STOP");
            Thread.sleep(KillFlow.LEASE_OVER.toMillis());
            signal(worker, "CONT");
            worker.until("RESULT");
        }
    }

    private void cut(Run run) {
        int port = run.database().port();
        try (CuttingProxy proxy = new CuttingProxy(port, 5 + run.random().nextInt(60))) {
            String url = run.url().replace(":" + port, ":" + proxy.port());
            Run cut = new Run(run.database(), url, run.instance(), run.key(), run.random());
            try (Child worker = worker(cut, "never")) {
                worker.until("RESULT");
            }
        }
    }

    /** The database is killed in the middle of many submissions. */
    private void restarts(String name, DatabaseUnderTest database, int each, Random random) throws Exception {
        List<Run> all = new ArrayList<>();
        List<Child> workers = new ArrayList<>();
        for (int i = 0; i < Math.min(each, AT_ONCE); i++) {
            Run run = run(database, random, false);
            all.add(run);
            workers.add(worker(run, "never"));
        }
        for (Child worker : workers) {
            worker.until("GO");
        }
        Thread.sleep(random.nextInt(200));
        database.killAndRestart();
        workers.forEach(worker -> worker.until("RESULT"));
        workers.forEach(Child::close);
        try (Replica survivor = new Replica(database.url(), uri, audited)) {
            List<Callable<Void>> judged = new ArrayList<>();
            for (Run run : all) {
                judged.add(() -> {
                    judge(name + ", database killed and restarted", survivor, run);
                    return null;
                });
            }
            inParallel(judged);
        }
    }

    private Child worker(Run run, String step) {
        return Child.start(
                KillWorker.class, run.url(), uri, run.instance(), run.key(), step, Boolean.toString(audited));
    }

    private static void signal(Child child, String name) throws Exception {
        new ProcessBuilder("kill", "-" + name, Long.toString(child.pid()))
                .start()
                .waitFor();
    }

    /** Kills a replica a few moments after one of its steps; by the clock alone it would be killed before it has begun. */
    private void kill(Run run) throws InterruptedException {
        Child worker = worker(run, "never");
        worker.until("GO");
        for (int steps = run.random().nextInt(Steps.ALL.size()); steps > 0; steps--) {
            worker.until("AT ");
        }
        Thread.sleep(run.random().nextInt(MOST_MILLIS));
        worker.kill();
        worker.until("no such line");
        String last = worker.said().get(worker.said().size() - 1).split("\\[")[0];
        synchronized (this) {
            struck.merge(last, 1, Integer::sum);
        }
    }

    private synchronized Run run(DatabaseUnderTest database, Random random, boolean yearly) {
        number++;
        String instance = "in" + number;
        provider.ask("instance " + instance + (yearly ? " yearly" : " by-use"));
        return new Run(database, database.url(), instance, "key " + number, new Random(random.nextLong()));
    }

    private List<Callable<Void>> runs(
            String kind,
            DatabaseUnderTest database,
            Replica survivor,
            int count,
            Random random,
            boolean yearly,
            Blow blow) {
        List<Callable<Void>> all = new ArrayList<>();
        for (int i = 0; i < Math.max(1, count); i++) {
            Run run = run(database, random, yearly);
            all.add(() -> {
                blow.strike(run);
                judge(kind, survivor, run);
                return null;
            });
        }
        return all;
    }

    private static void inParallel(List<Callable<Void>> all) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE);
        try {
            for (Future<Void> done : pool.invokeAll(all)) {
                done.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private int orders(Run run) {
        return Integer.parseInt(provider.ask("orders " + run.instance()).substring("ORDERS ".length()));
    }

    /** The same wish is made again by a replica that survives, until it is settled. */
    private void judge(String kind, Replica survivor, Run run) throws InterruptedException {
        Replica.End end = survivor.untilSettled(run.key(), run.instance(), PATIENCE);
        int orders = orders(run);
        Verdict verdict = verdict(end, orders);
        System.out.println(
                kind + ", " + run.instance() + ": " + verdict + (verdict == Verdict.ONE_ORDER ? "" : " " + end));
        synchronized (this) {
            table.computeIfAbsent(kind, k -> new LinkedHashMap<>()).merge(verdict, 1, Integer::sum);
            if (verdict != Verdict.ONE_ORDER && verdict != Verdict.IN_DOUBT) {
                bad.add(kind + ": " + run.instance() + " has " + orders + " orders, told " + end);
            }
        }
    }

    private static Verdict verdict(Replica.End end, int orders) {
        if (orders > 1) {
            return Verdict.TWO_ORDERS;
        }
        return switch (end.status().state()) {
            case APPLIED -> orders == 1 ? Verdict.ONE_ORDER : Verdict.UNTRUE;
            case IN_DOUBT -> Verdict.IN_DOUBT;
            case OPEN, SENDING, REFUSED -> Verdict.WISH_LOST;
        };
    }

    private boolean report(Duration time) {
        System.out.println("| what happened | runs | one order | in doubt | two orders | wish lost | untrue |");
        System.out.println("|---|--:|--:|--:|--:|--:|--:|");
        int total = 0;
        for (Map.Entry<String, Map<Verdict, Integer>> row : table.entrySet()) {
            int runs = row.getValue().values().stream().mapToInt(count -> count).sum();
            total += runs;
            StringBuilder line = new StringBuilder("| " + row.getKey() + " | " + runs);
            for (Verdict verdict : Verdict.values()) {
                line.append(" | ").append(row.getValue().getOrDefault(verdict, 0));
            }
            System.out.println(line.append(" |"));
        }
        System.out.println(total + " runs in " + time.toSeconds() + " s");
        System.out.println("killed at random, these were the last steps: " + struck);
        System.out.println("without a journal that lasts: " + doubles + " of " + controls + " ended with two orders");
        missed.forEach(System.out::println);
        bad.forEach(System.out::println);
        // A machine that is too busy lets few get as far as their step, and then little is shown.
        return bad.isEmpty() && missed.size() * MOST_MISSED <= total && doubles == controls;
    }
}
