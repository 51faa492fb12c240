/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import java.net.URI;

/**
 * Runs a stub: {@code CLASS}. Prints how long it took from the first line of the main method to its first answer, then
 * its address. Ends with its input.
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
        while (System.in.read() >= 0) {
            // Nothing is said here; the end of the input is what counts.
        }
        System.exit(0);
    }
}
