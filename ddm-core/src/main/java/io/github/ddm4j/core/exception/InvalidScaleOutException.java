/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.exception;

import io.github.ddm4j.core.validation.Violation;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Our rules refused the input. Nothing was sent. Decision: mend the call.
 *
 * @since 0.1.0
 */
public final class InvalidScaleOutException extends ScaleOutException {

    private static final long serialVersionUID = 1L;

    private final Violation[] violations;

    /**
     * @param violations everything that is wrong
     * @throws IllegalArgumentException if there is none
     */
    public InvalidScaleOutException(List<Violation> violations) {
        super(describe(violations), ProviderError.NONE, null);
        this.violations = violations.toArray(Violation[]::new);
    }

    /**
     * Throws if there are violations.
     *
     * @throws InvalidScaleOutException with these violations, if there are any
     */
    public static void throwIfAny(List<Violation> violations) {
        if (!violations.isEmpty()) {
            throw new InvalidScaleOutException(violations);
        }
    }

    private static String describe(List<Violation> violations) {
        if (violations.isEmpty()) {
            throw new IllegalArgumentException("violations is empty");
        }
        return "Nothing was sent: "
                + violations.stream().map(Violation::toString).collect(Collectors.joining("; "));
    }

    /** Returns everything that is wrong, in the order of the rules. */
    public List<Violation> violations() {
        return List.of(violations);
    }

    @Override
    public boolean safeToRepeat() {
        return false;
    }

    @Override
    public boolean signalsOutage() {
        return false;
    }
}
