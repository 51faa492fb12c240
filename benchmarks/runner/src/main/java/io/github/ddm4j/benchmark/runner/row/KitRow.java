/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark.runner.row;

import io.github.ddm4j.benchmark.runner.figure.Results;
import io.github.ddm4j.benchmark.runner.process.Jvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The contract kit, run for one adapter. The build has just run it; its reports tell how long it took. */
public final class KitRow implements Row {

    static final String TIME = "time for one adapter";
    static final String IN_MEMORY = "ddm4j in memory";
    static final String OVER_HTTP = "ddm4j over HTTP";

    private static final Pattern SUITE_TIME = Pattern.compile("<testsuite [^>]*\\btime=\"([0-9.]+)\"");

    private final Path library;

    public KitRow(Path library) {
        this.library = library;
    }

    @Override
    public String name() {
        return "kit";
    }

    @Override
    public void measure(Jvm jvm, Plan plan, Results results) throws IOException {
        add(results, IN_MEMORY, "InMemoryAdapterContractTest");
        add(results, OVER_HTTP, "FeignAdapterContractTest");
    }

    private void add(Results results, String subject, String test) throws IOException {
        Path report = library.resolve(
                "ddm-contract-tests/target/surefire-reports/TEST-io.github.ddm4j.contract." + test + ".xml");
        if (!Files.exists(report)) {
            throw new IllegalStateException("no report of " + test);
        }
        Matcher time = SUITE_TIME.matcher(Files.readString(report));
        if (!time.find()) {
            throw new IllegalStateException("no time in " + report);
        }
        results.add(name(), subject, TIME, "s", Double.parseDouble(time.group(1)));
    }
}
