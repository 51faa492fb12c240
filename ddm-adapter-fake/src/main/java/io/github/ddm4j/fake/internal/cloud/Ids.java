/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.cloud;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;

/**
 * Identifiers of the documented shapes, made from a seed and a serial number: the same calls give the same identifiers,
 * and no two are equal.
 */
public final class Ids {

    private static final HexFormat HEX = HexFormat.of();
    private static final DateTimeFormatter ORDER_TIME =
            DateTimeFormatter.ofPattern("yyMMddHHmm").withZone(ZoneOffset.UTC);

    private final long seed;

    public Ids(long seed) {
        this.seed = seed;
    }

    /** A UUID, such as 1eb697c0-1842-43a3-8671-f562d0385cb9. */
    public String job(long serial) {
        long low = mix(serial);
        long version4 = mix(low) & ~0xF000L | 0x4000L;
        // The variant bits stay as they are: they are part of what tells two serial numbers apart.
        return new UUID(version4, low).toString();
    }

    /** A UUID of something that belongs to what has the serial number. */
    String uuid(String kind, long serial) {
        return job(serial ^ (long) kind.hashCode() << 32);
    }

    /** 32 hexadecimal digits and no09. */
    public String node(long serial) {
        long low = mix(serial);
        return HEX.toHexDigits(mix(low)) + HEX.toHexDigits(low) + "no09";
    }

    /** CS, the minute, and letters and digits, such as CS1810251738L8VVD. */
    public String order(long serial, Instant placedAt) {
        String tail = Long.toString(serial, Character.MAX_RADIX).toUpperCase(Locale.ROOT);
        return "CS" + ORDER_TIME.format(placedAt) + "0".repeat(Math.max(0, 5 - tail.length())) + tail;
    }

    /** A private address, unlike that of any other serial number below 65,536. */
    static String address(long serial) {
        return "192.168." + (serial >> 8 & 0xFF) + "." + (serial & 0xFF);
    }

    /** 32 hexadecimal digits that follow from a name, as the ids of domains and users do here. */
    public static String ofName(String kind, String name) {
        Ids ids = new Ids((kind + "/" + name).hashCode());
        return HEX.toHexDigits(ids.mix(name.length())) + HEX.toHexDigits(ids.mix(name.hashCode()));
    }

    /** The finaliser of SplitMix64: one to one, and looks random. */
    private long mix(long value) {
        long z = seed + value * 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
