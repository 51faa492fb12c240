/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.journal;

/** 128 bits that stand for a text: states are many and long, and this is all that has to be kept of one. */
record Fingerprint(long high, long low) {

    static Fingerprint of(String text) {
        long high = 0x9E3779B97F4A7C15L;
        long low = 0xC2B2AE3D27D4EB4FL;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            high = (high ^ c) * 0x100000001B3L;
            low = Long.rotateLeft(low, 7) + c * 0x9E3779B97F4A7C15L;
            low ^= low >>> 29;
        }
        return new Fingerprint(high, low);
    }
}
