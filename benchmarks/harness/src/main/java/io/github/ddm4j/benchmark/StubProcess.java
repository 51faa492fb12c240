/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.URI;

/**
 * Runs a stub: {@code CLASS}. Prints how long it took from the first line of the main method to its first answer, then
 * its address. Told over standard input: {@code compiled} prints for how many milliseconds the JIT compiler has worked,
 * {@code pin} moves the process to its core. Ends with its input.
 */
public final class StubProcess {

    private StubProcess() {}

    public static void main(String[] args) throws Exception {
        long start = System.nanoTime();
        Stub stub = Class.forName(args[0])
                .asSubclass(Stub.class)
                .getDeclaredConstructor()
                .newInstance();
        URI uri = stub.start();
        try (SocketSubject client = new SocketSubject()) {
            client.open(uri);
            client.call();
        }
        Sample.print("", "start to first answer", "ms", (System.nanoTime() - start) / 1e6);
        System.out.println(uri);
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
        System.exit(0);
    }
}
