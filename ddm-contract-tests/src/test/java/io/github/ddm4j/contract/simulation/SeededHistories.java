/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.simulation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/** Plays many histories, and ends with 1 if anything is wrong with one of them. Needs the core alone. */
final class SeededHistories {

    private static final int SHOWN = 20;

    private SeededHistories() {}

    /**
     * @param args how many histories, and perhaps the first seed and how many seconds they may take at most
     */
    public static void main(String[] args) {
        long histories = Long.parseLong(args[0]);
        long first = args.length > 1 ? Long.parseLong(args[1]) : 0;
        long seconds = args.length > 2 ? Long.parseLong(args[2]) : Long.MAX_VALUE / 2_000_000_000L;
        Report report = play(first, histories, System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds));
        System.out.println(report.text());
        if (!report.findings().isEmpty()) {
            System.exit(1);
        }
    }

    /** Plays the histories of consecutive seeds, in all processors. */
    static Report play(long first, long histories, long until) {
        Map<String, Long> counts = new TreeMap<>();
        List<String> findings = Collections.synchronizedList(new ArrayList<>());
        LongStream.range(first, first + histories).parallel().forEach(seed -> {
            if (System.nanoTime() - until < 0) {
                SeededHistory history = SeededHistory.play(seed);
                findings.addAll(history.findings());
                synchronized (counts) {
                    history.counts().forEach((what, count) -> counts.merge(what, count, Long::sum));
                }
            }
        });
        return new Report(counts, List.copyOf(findings));
    }

    /**
     * What was seen.
     *
     * @param counts how often what happened
     * @param findings what is wrong
     */
    record Report(Map<String, Long> counts, List<String> findings) {

        String text() {
            StringBuilder text = new StringBuilder("Simulated histories:\n");
            counts.forEach((what, count) -> text.append(String.format("  %-32s %,12d%n", what, count)));
            text.append("  wrong                            ")
                    .append(findings.size())
                    .append('\n');
            findings.stream().limit(SHOWN).forEach(finding -> text.append(finding)
                    .append('\n'));
            return text.toString();
        }
    }
}
