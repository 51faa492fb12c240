/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark.runner.figure;

import java.util.List;

/** The middle of several values. */
public final class Medians {

    private Medians() {}

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
