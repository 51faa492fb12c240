/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.audit;

import java.util.Locale;

/** The parts of a trace that a service may leave out. */
public enum TraceField {
    REQUEST,
    RESPONSE,
    CODE,
    ACCESS_KEY,
    USER,
    SOURCE_IP,
    REQUEST_ID,
    RECORD_TIME;

    /**
     * Returns the part that is written so on the wire, such as {@code source_ip}.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static TraceField named(String name) {
        for (TraceField field : values()) {
            if (field.name().toLowerCase(Locale.ROOT).equals(name)) {
                return field;
            }
        }
        throw new IllegalArgumentException(
                "leftOut must hold parts of a trace, such as request or source_ip, but holds " + name);
    }
}
