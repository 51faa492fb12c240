/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.cloud;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Collection;
import java.util.function.Function;

/** Refuses what a test hands in by its name, value and rule; a credential without its value. */
public final class Inputs {

    private Inputs() {}

    public static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }

    public static void requireAtLeast(String name, int value, int least) {
        require(value >= least, name + " must be at least " + least + ", but was " + value);
    }

    public static void requireNotNegative(String name, Duration value) {
        require(!requireNonNull(value, name).isNegative(), name + " must not be negative, but was " + value);
    }

    public static void requirePositive(String name, Duration value) {
        boolean positive = !requireNonNull(value, name).isZero() && !value.isNegative();
        require(positive, name + " must be positive, but was " + value);
    }

    public static void requireText(String name, String value) {
        require(!requireNonNull(value, name).isBlank(), name + " must not be blank");
    }

    public static void requireVisible(String name, String value) {
        requireText(name, value);
        require(
                value.chars().allMatch(c -> c > ' ' && c < 0x7f),
                name + " may hold only visible ASCII characters, without blanks");
    }

    public static <T> void requireDistinct(String name, Collection<T> values, Function<T, ?> key) {
        require(values.stream().map(key).distinct().count() == values.size(), name + " must differ");
    }
}
