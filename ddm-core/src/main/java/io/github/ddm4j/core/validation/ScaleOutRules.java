/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks the {@linkplain Rule rules} that need the input alone. Every method reports all violations it finds, in the
 * order of the rules, and does no I/O. Thread-safe. What needs the instance's state is checked by {@code
 * model.InstanceRules}.
 *
 * @since 0.1.0
 */
public final class ScaleOutRules {

    /**
     * The most nodes a DDM instance can have, over all its node groups.
     *
     * @see <a href="https://support.huaweicloud.com/intl/en-us/usermanual-ddm/ddm_06_0013.html">User guide</a>
     */
    public static final int MAX_NODES = 32;

    /** The longest identifier we let through, in characters; the longest one documented has 36. */
    public static final int MAX_ID_LENGTH = 128;

    private ScaleOutRules() {}

    /**
     * Checks one identifier: rules {@link Rule#V1} to {@link Rule#V3}.
     *
     * @param field the field by its name in the API
     * @return the violation, or empty
     */
    public static Optional<Violation> checkId(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return Optional.of(Violation.of(Rule.V1, field, value));
        }
        if (value.length() > MAX_ID_LENGTH) {
            return Optional.of(Violation.of(Rule.V3, field, value));
        }
        // No stream: every scale-out passes here, and in memory a stream would show in its time.
        for (int i = 0; i < value.length(); i++) {
            if (!isIdCharacter(value.charAt(i))) {
                return Optional.of(Violation.of(Rule.V2, field, value));
            }
        }
        return Optional.empty();
    }

    /**
     * Checks the number of nodes and the zones that go with it: rules {@link Rule#V4} to {@link Rule#V6}.
     *
     * @param zones the number of zones named, 0 for none
     * @return all violations, empty if there is none
     */
    public static List<Violation> checkNodes(int nodesToAdd, int zones) {
        List<Violation> found = new ArrayList<>();
        if (nodesToAdd < 1) {
            found.add(Violation.of(Rule.V4, "node_number", nodesToAdd));
        }
        if (nodesToAdd > MAX_NODES) {
            found.add(Violation.of(Rule.V5, "node_number", nodesToAdd));
        }
        if (zones != 0 && zones != nodesToAdd) {
            String detail = " (node_number is " + nodesToAdd + ")";
            found.add(Violation.of(Rule.V6, "available_zones", zones + " zones", detail));
        }
        return List.copyOf(found);
    }

    /**
     * Checks an idempotency key: the rules {@link Rule#V1}, {@link Rule#V3} and {@link Rule#V15}.
     *
     * @param field the field by its name in the message
     * @return the violation, or empty
     */
    public static Optional<Violation> checkKey(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return Optional.of(Violation.of(Rule.V1, field, value));
        }
        if (value.length() > MAX_ID_LENGTH) {
            return Optional.of(Violation.of(Rule.V3, field, value));
        }
        boolean kept = value.equals(value.strip()) && value.codePoints().allMatch(ScaleOutRules::isVisible);
        return kept ? Optional.empty() : Optional.of(Violation.of(Rule.V15, field, value));
    }

    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    private static boolean isIdCharacter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    }
}
