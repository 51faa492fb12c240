/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

/** Makes one call in a new JVM and prints {@code receipt}: {@code CLASS TARGET}. Who started it holds the watch. */
public final class FirstCallProcess {

    private FirstCallProcess() {}

    public static void main(String[] args) throws Exception {
        try (Subject subject = Subject.of(args[0])) {
            subject.open(Target.parse(args[1]));
            subject.order();
            System.out.println("receipt");
        }
    }
}
