/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;

/**
 * What a server is told over standard input: {@code listen KIND ANSWER} opens a port and prints it, {@code orders N} and
 * {@code requests N} print how many of them the N-th port has got. Ends with its input.
 */
final class PortCommands {

    /** Opens ports. */
    interface Opener {

        /** Opens a port of this kind that answers by this script, and tells its number. */
        int open(String kind, Script script) throws IOException;
    }

    private PortCommands() {}

    static void obey(Opener opener) throws IOException {
        List<Script> scripts = new ArrayList<>();
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            String[] words = line.split(" ");
            switch (words[0]) {
                case "listen" -> {
                    Script script = new Script(Answer.of(words[2]));
                    scripts.add(script);
                    System.out.println(opener.open(words[1], script));
                }
                case "orders" ->
                    System.out.println(scripts.get(Integer.parseInt(words[1])).orders());
                case "requests" ->
                    System.out.println(scripts.get(Integer.parseInt(words[1])).requests());
                default -> throw new IllegalArgumentException("no such command: " + line);
            }
        }
    }
}
