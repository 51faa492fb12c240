/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.URI;

/**
 * Runs a stub: {@code CLASS}. Prints how long it took from its first line to its first answer, then
 * its address. Told over standard input: {@code compiled} prints for how many milliseconds the JIT compiler has worked,
 * {@code pin} moves the process to its core. Ends with its input.
 */
public final class StubProcess {

    private StubProcess() {}

    /** Ends in any case: a stub may leave threads behind that go on. */
    public static void main(String[] args) {
        try {
            start(args[0]);
            obey();
            System.exit(0);
        } catch (Exception e) {
            e.printStackTrace();
            System.exit(1);
        }
    }

    private static void start(String type) throws Exception {
        long start = System.nanoTime();
        Stub stub = Class.forName(type)
                .asSubclass(Stub.class)
                .getDeclaredConstructor()
                .newInstance();
        URI uri = stub.start();
        try (SocketSubject client = new SocketSubject()) {
            client.open(Target.of(uri));
            client.order();
        }
        Sample.print("", "start to first answer", "ms", (System.nanoTime() - start) / 1e6);
        System.out.println(uri);
    }

    private static void obey() throws IOException, InterruptedException {
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            switch (line) {
                case "compiled" ->
                    System.out.println(ManagementFactory.getCompilationMXBean().getTotalCompilationTime());
                case "pin" -> {
                    OwnProcess.pin();
                    System.out.println("pinned");
                }
                default -> throw new IllegalArgumentException("no such command: " + line);
            }
        }
    }
}
