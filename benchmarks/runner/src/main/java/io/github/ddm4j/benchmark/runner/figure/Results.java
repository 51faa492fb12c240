/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark.runner.figure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All that one run has measured. Thread-safe. */
public final class Results {

    private record Key(String row, String subject, String metric, String unit) {}

    private final Map<Key, List<Double>> values = new LinkedHashMap<>();

    public synchronized void add(String row, String subject, String metric, String unit, double value) {
        values.computeIfAbsent(new Key(row, subject, metric, unit), key -> new ArrayList<>())
                .add(value);
    }

    /** Takes the place of what was there, for what is made of other figures. */
    public synchronized void put(String row, String subject, String metric, String unit, double value) {
        values.put(new Key(row, subject, metric, unit), new ArrayList<>(List.of(value)));
    }

    /** Adds the samples that a child process printed, and skips its other lines. */
    public void addPrinted(String row, String subject, List<String> lines) {
        for (String line : lines) {
            String[] fields = line.split("\t", -1);
            if (fields.length == 4) {
                String where = Stream.of(row, fields[0])
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining(", "));
                add(where, subject, fields[1], fields[2], Double.parseDouble(fields[3]));
            }
        }
    }

    public synchronized List<Figure> figures() {
        return values.entrySet().stream()
                .map(e -> new Figure(
                        e.getKey().row(),
                        e.getKey().subject(),
                        e.getKey().metric(),
                        e.getKey().unit(),
                        e.getValue()))
                .toList();
    }

    public Optional<Figure> find(String row, String subject, String metric) {
        return figures().stream()
                .filter(f -> f.row().equals(row)
                        && f.subject().equals(subject)
                        && f.metric().equals(metric))
                .findFirst();
    }
}
