/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark.runner;

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
record Figure(String row, String subject, String metric, String unit, List<Double> values) {

    Figure {
        values = List.copyOf(values);
    }

    double median() {
        return Medians.median(values);
    }

    double min() {
        return values.stream().mapToDouble(v -> v).min().orElseThrow();
    }

    double max() {
        return values.stream().mapToDouble(v -> v).max().orElseThrow();
    }
}
