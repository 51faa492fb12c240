/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark.runner.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts JVMs, each pinned to a core where the system can do that. */
public final class Jvm {

    /** Where a process runs: what is measured on one core, what it talks to on another. */
    public enum Core {
        MEASURED,
        /** Pins itself to the core of what is measured, when it is warm. */
        MEASURED_WHEN_WARM,
        OTHER,
        ANY
    }

    private static final String PACKAGE = "io.github.ddm4j.benchmark.";
    private static final List<String> FLAGS =
            List.of("-XX:+UseSerialGC", "-Xms512m", "-Xmx512m", "-XX:-UseDynamicNumberOfCompilerThreads");

    private final ClassPath classPath;
    private final Path log;
    private final boolean pins;
    private final List<String> flags;
    private final Path home;

    private Jvm(ClassPath classPath, Path log, boolean pins, List<String> flags, Path home) {
        this.home = home;
        this.classPath = classPath;
        this.log = log;
        this.pins = pins;
        this.flags = flags;
    }

    public static Jvm of(ClassPath classPath, Path log) {
        return new Jvm(classPath, log, canPin(), FLAGS, Path.of(System.getProperty("java.home")));
    }

    private static boolean canPin() {
        return Runtime.getRuntime().availableProcessors() > 1
                && List.of("/usr/bin/taskset", "/bin/taskset").stream()
                        .anyMatch(path -> Files.isExecutable(Path.of(path)));
    }

    public boolean pins() {
        return pins;
    }

    public ClassPath classPath() {
        return classPath;
    }

    /** The same with more flags for each JVM. */
    public Jvm with(String... flags) {
        List<String> more = new ArrayList<>(this.flags);
        more.addAll(List.of(flags));
        return new Jvm(classPath, log, pins, more, home);
    }

    /** The same from another JDK. */
    public Jvm on(Path other) {
        return new Jvm(classPath, log, pins, flags, other);
    }

    /** Starts a main class of a module; what it complains about goes to the run's log. */
    public Process start(Core core, String module, String main, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (pins && (core == Core.MEASURED || core == Core.OTHER)) {
            command.addAll(List.of("taskset", "-c", core == Core.MEASURED ? "0" : "1"));
        }
        command.add(home.resolve("bin/java").toString());
        command.addAll(flags);
        if (pins && core == Core.MEASURED_WHEN_WARM) {
            command.add("-Dbenchmark.core=0");
        }
        command.addAll(List.of("-cp", classPath.of(module), main.contains(".") ? main : PACKAGE + main));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(Redirect.appendTo(log.toFile()));
        Map<String, String> environment = builder.environment();
        environment.remove("JAVA_TOOL_OPTIONS");
        return builder.start();
    }

    /** Runs a main class to its end and returns what it printed. */
    public List<String> run(Core core, String module, String main, List<String> arguments)
            throws IOException, InterruptedException {
        Process process = start(core, module, main, arguments);
        try (BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream()))) {
            List<String> lines = out.lines().toList();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(main + " " + arguments + " failed; see " + log);
            }
            return lines;
        } finally {
            process.destroy();
        }
    }
}
