/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark.runner;

import java.io.IOException;

/** One thing that is measured. */
interface Row {

    /** Its name on the command line. */
    String name();

    void measure(Jvm jvm, Plan plan, Results results) throws IOException, InterruptedException;
}
