/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark.runner.figure;

import java.util.List;

/**
 * A number that was measured several times.
 *
 * @param row what was done
 * @param subject by whom
 * @param metric what was measured
 * @param unit in which unit
 * @param values in the order of the rounds
 */
public record Figure(String row, String subject, String metric, String unit, List<Double> values) {

    public Figure {
        values = List.copyOf(values);
    }

    public double median() {
        return Medians.median(values);
    }

    public double min() {
        return values.stream().mapToDouble(v -> v).min().orElseThrow();
    }

    public double max() {
        return values.stream().mapToDouble(v -> v).max().orElseThrow();
    }
}
