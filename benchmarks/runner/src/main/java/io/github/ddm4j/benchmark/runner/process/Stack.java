/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark.runner.process;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A stack that a profiler has seen, outermost frame first, and how often.
 *
 * @param frames such as {@code feign/SynchronousMethodHandler.invoke}
 */
public record Stack(List<String> frames, long samples) {

    static final String KERNEL = "kernel";
    static final String COMPILER = "JIT compiler";
    static final String TLS = "TLS of the JDK";
    static final String REST = "rest of the JVM";

    private static final Map<String, String> OWNERS = new LinkedHashMap<>();

    static {
        OWNERS.put("io/github/ddm4j/benchmark/", "benchmark");
        OWNERS.put("io/github/ddm4j/", "ddm4j");
        OWNERS.put("feign/", "Feign");
        OWNERS.put("org/apache/hc/", "HttpClient");
        OWNERS.put("com/fasterxml/jackson/", "Jackson");
        OWNERS.put("io/github/resilience4j/", "Resilience4j");
        OWNERS.put("org/slf4j/", "SLF4J");
        OWNERS.put("javax/net/ssl/", TLS);
        OWNERS.put("sun/security/ssl/", TLS);
    }

    /** Reads a line of collapsed stacks. */
    public static Stack parse(String line) {
        int last = line.lastIndexOf(' ');
        return new Stack(List.of(line.substring(0, last).split(";")), Long.parseLong(line.substring(last + 1)));
    }

    /** Whose time it is: what the JDK does is done for the library that called it, except TLS. */
    public String owner() {
        if (frames.get(frames.size() - 1).endsWith("_[k]")) {
            return KERNEL;
        }
        for (int i = frames.size() - 1; i >= 0; i--) {
            for (Map.Entry<String, String> owner : OWNERS.entrySet()) {
                if (frames.get(i).startsWith(owner.getKey())) {
                    return owner.getValue();
                }
            }
        }
        return passes("CompileBroker::") ? COMPILER : REST;
    }

    /** Whether it is in the middle of something. */
    public boolean passes(String frame) {
        return frames.stream().anyMatch(f -> f.startsWith(frame));
    }
}
