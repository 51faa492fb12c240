/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark.runner.row;

import io.github.ddm4j.benchmark.runner.figure.Results;
import io.github.ddm4j.benchmark.runner.process.Jvm;
import java.io.IOException;

/** One thing that is measured. */
public interface Row {

    /** Its name on the command line. */
    String name();

    void measure(Jvm jvm, Plan plan, Results results) throws IOException, InterruptedException;
}
