/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.simulation;

import io.github.ddm4j.contract.simulation.SeededHistory.Fault;
import io.github.ddm4j.contract.simulation.SeededHistory.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
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
     * @param arguments {@code --audit} if the flows read the audit log; then how many histories, the first seed, and for how many
     *     seconds they are begun at most; or {@code --seed} and one seed, whose history is told step by step
     */
    public static void main(String[] arguments) {
        boolean audit = arguments[0].equals("--audit");
        String[] args = audit ? Arrays.copyOfRange(arguments, 1, arguments.length) : arguments;
        Report report = args[0].equals("--seed")
                ? tell(Long.parseLong(args[1]), audit)
                : play(
                        Long.parseLong(args[1]),
                        Long.parseLong(args[0]),
                        audit,
                        System.nanoTime() + TimeUnit.SECONDS.toNanos(Long.parseLong(args[2])));
        System.out.print(report.text());
        if (!report.findings().isEmpty()) {
            System.exit(1);
        }
    }

    private static Report tell(long seed, boolean audit) {
        SeededHistory history = SeededHistory.play(seed, audit, Duration.ofMinutes(5), System.out::println);
        return new Report(history.counts(), history.findings());
    }

    /** Plays the histories of consecutive seeds, in all processors. */
    static Report play(long first, long histories, boolean audit, long until) {
        Map<String, Long> counts = new TreeMap<>();
        List<Finding> findings = Collections.synchronizedList(new ArrayList<>());
        LongStream.range(first, first + histories).parallel().forEach(seed -> {
            if (System.nanoTime() - until < 0) {
                SeededHistory history = SeededHistory.play(seed, audit);
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
    record Report(Map<String, Long> counts, List<Finding> findings) {

        String text() {
            StringBuilder text = new StringBuilder("What happened:\n");
            counts.forEach((what, count) -> line(text, what, count));
            text.append("What must not happen:\n");
            for (Fault fault : Fault.values()) {
                line(
                        text,
                        fault.text,
                        findings.stream().filter(each -> each.fault() == fault).count());
            }
            findings.stream().limit(SHOWN).forEach(finding -> text.append(finding.text())
                    .append('\n'));
            return text.toString();
        }

        private static void line(StringBuilder text, String what, long count) {
            text.append(String.format("  %-32s %,12d%n", what, count));
        }
    }
}
