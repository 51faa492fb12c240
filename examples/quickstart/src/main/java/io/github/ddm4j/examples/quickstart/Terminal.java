/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.examples.quickstart;

import java.io.Console;

/** Whether a person looks at what is printed. */
final class Terminal {

    private Terminal() {}

    /** A line that redraws itself is for a terminal; a file or a pipe gets a line for each change. */
    static boolean isThere() {
        Console console = System.console();
        return console != null && isTerminal(console);
    }

    /** From Java 22 on there may be a console without a terminal, and a method that tells. */
    private static boolean isTerminal(Console console) {
        try {
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException olderJava) {
            return true;
        }
    }
}
