/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.validation;

import io.github.ddm4j.core.exception.InvalidScaleOutException;
import io.github.ddm4j.core.model.BillingMode;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.InstanceStatus;
import io.github.ddm4j.core.model.ScaleOutRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks the {@linkplain Rule rules}. Every method reports all violations it finds, in the order of the rules, and does
 * no I/O. Thread-safe.
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
     * Checks a request against the instance it is meant for: rules {@link Rule#V7} to {@link Rule#V11}.
     *
     * @return all violations, empty if the instance can take the request
     */
    public static List<Violation> check(ScaleOutRequest request, InstanceSnapshot snapshot) {
        List<Violation> found = new ArrayList<>();
        if (!snapshot.status().equals(InstanceStatus.RUNNING)) {
            found.add(Violation.of(Rule.V7, "status", snapshot.status()));
        }
        if (request.groupId().isEmpty() && snapshot.groups().size() > 1) {
            found.add(Violation.of(Rule.V8, "group_id", null));
        }
        request.groupId()
                .filter(group -> snapshot.group(group).isEmpty())
                .ifPresent(group -> found.add(Violation.of(Rule.V9, "group_id", group)));
        long after = (long) snapshot.nodeCount() + request.nodesToAdd();
        if (after > MAX_NODES) {
            String detail = " (" + snapshot.nodeCount() + " now, " + after + " after)";
            found.add(Violation.of(Rule.V10, "node_number", request.nodesToAdd(), detail));
        }
        if (!request.availabilityZones().isEmpty() && snapshot.billingMode() == BillingMode.PAY_PER_USE) {
            found.add(Violation.of(Rule.V11, "available_zones", request.availabilityZones()));
        }
        return List.copyOf(found);
    }

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
        // No stream: it was a quarter of a scale-out in memory.
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
     * Returns an identifier that keeps the rules.
     *
     * @throws InvalidScaleOutException if it breaks one
     */
    public static String requireId(String field, @Nullable String value) {
        Optional<Violation> violation = checkId(field, value);
        if (violation.isPresent() || value == null) {
            throw new InvalidScaleOutException(violation.stream().toList());
        }
        return value;
    }

    /**
     * Returns an idempotency key that keeps the rules {@link Rule#V1}, {@link Rule#V3} and {@link Rule#V14}.
     *
     * @throws InvalidScaleOutException if it breaks one
     */
    public static String requireKey(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new InvalidScaleOutException(List.of(Violation.of(Rule.V1, field, value)));
        }
        if (value.length() > MAX_ID_LENGTH) {
            throw new InvalidScaleOutException(List.of(Violation.of(Rule.V3, field, value)));
        }
        if (!value.equals(value.strip()) || !value.codePoints().allMatch(ScaleOutRules::isVisible)) {
            throw new InvalidScaleOutException(List.of(Violation.of(Rule.V14, field, value)));
        }
        return value;
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
