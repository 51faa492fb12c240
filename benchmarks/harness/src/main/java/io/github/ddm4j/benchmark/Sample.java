/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import java.util.Locale;

/** One measured number, on its way to the process that started this one: a line with four fields between tabs. */
public final class Sample {

    private Sample() {}

    public static void print(String where, String metric, String unit, double value) {
        System.out.println(String.format(Locale.ROOT, "%s\t%s\t%s\t%.3f", where, metric, unit, value));
    }
}
