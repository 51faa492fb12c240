/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;

/**
 * A scripted provider on loopback, in a process of its own. Told over standard input: {@code listen ANSWER} opens a
 * listener and prints its port, {@code count N} prints the orders that the N-th listener has got. Ends with its input.
 */
public final class ProviderServer {

    private ProviderServer() {}

    public static void main(String[] args) throws IOException {
        EventLoop loop = new EventLoop();
        Thread thread = new Thread(loop, "provider");
        thread.setDaemon(true);
        thread.start();
        List<Listener> listeners = new ArrayList<>();
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            String[] words = line.split(" ");
            switch (words[0]) {
                case "listen" -> {
                    Listener listener = new Listener(Answer.of(words[1]));
                    listeners.add(listener);
                    loop.add(listener);
                    System.out.println(listener.port());
                }
                case "count" ->
                    System.out.println(listeners.get(Integer.parseInt(words[1])).orders());
                default -> throw new IllegalArgumentException("no such command: " + line);
            }
        }
    }
}
