/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark.runner.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import one.convert.Arguments;
import one.convert.FlameGraph;

/** async-profiler: its agent samples where a JVM spends its CPU time, its converter draws a flame graph of the samples. */
public final class Profiler {

    /** Where its jar has the agent, by system and processor. */
    private static final Map<String, String> AGENTS = Map.of(
            "Linux amd64", "/linux-x64/libasyncProfiler.so",
            "Linux aarch64", "/linux-arm64/libasyncProfiler.so",
            "Mac OS X x86_64", "/macos/libasyncProfiler.so",
            "Mac OS X aarch64", "/macos/libasyncProfiler.so");

    private final Path agent;

    private Profiler(Path agent) {
        this.agent = agent;
    }

    /** Empty where it has no agent for this system. */
    public static Optional<Profiler> forThisSystem() throws IOException {
        String resource = AGENTS.get(System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        if (resource == null) {
            return Optional.empty();
        }
        Path agent = Files.createTempFile("libasyncProfiler", ".so");
        agent.toFile().deleteOnExit();
        try (InputStream library = Profiler.class.getResourceAsStream(resource)) {
            Files.write(agent, library.readAllBytes());
        }
        return Optional.of(new Profiler(agent));
    }

    /** The agent and its options, as the JVM takes them: writes the stacks to a file when the JVM ends. */
    public String agent(Path stacks) {
        return agent + "=start,event=cpu,interval=200us,collapsed,file=" + stacks;
    }

    /** Leaves out what is too narrow to be read. */
    public static void draw(Path stacks, String title, Path html) throws IOException {
        Arguments arguments = new Arguments("--norm", "--minwidth", "0.5", "--title", title);
        FlameGraph.convert(stacks.toString(), html.toString(), arguments);
    }
}
