/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark.runner.report;

import java.util.Locale;

/** Numbers for people: about three digits that count. */
public final class Numbers {

    private Numbers() {}

    public static String show(double value) {
        if (value == Math.rint(value) || Math.abs(value) >= 100) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, Math.abs(value) >= 10 ? "%.1f" : "%.2f", value);
    }

    static String spread(double min, double max) {
        return min == max ? "" : show(min) + "–" + show(max);
    }
}
