/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

/**
 * So many waits.
 *
 * @param anInstance how many of them belong to the same instance
 */
record Waits(int count, int anInstance) {

    /** Reads {@code WAITS/WAITS_AN_INSTANCE}. */
    static Waits parse(String text) {
        String[] parts = text.split("/");
        return new Waits(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    }

    String where() {
        return "waits " + count + (anInstance == 10 ? ", ten an instance" : "");
    }

    WaitLife live() {
        return WaitLife.of(count, anInstance);
    }
}
