/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.examples.boot;

import io.github.ddm4j.core.exception.InvalidScaleOutException;
import io.github.ddm4j.core.model.IdempotencyKey;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.validation.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The body of a POST, raw: what is wrong with it is said by the library's rules. What is not in it is null. */
record ScaleOutOrder(String instance, String flavor, Integer nodes, String group, Boolean autoPay, List<String> zones) {

    /**
     * @param key the caller's key, or null
     * @throws InvalidScaleOutException with everything that is wrong, not only the first of it
     */
    Wish wish(String key) {
        List<Violation> found = new ArrayList<>();
        Optional<IdempotencyKey> named = collect(found, () -> key == null ? null : new IdempotencyKey(key));
        Optional<InstanceId> id = collect(found, () -> new InstanceId(instance));
        Optional<ScaleOutRequest> request = collect(found, this::request);
        InvalidScaleOutException.throwIfAny(found);
        return new Wish(named, id.orElseThrow(), request.orElseThrow());
    }

    private ScaleOutRequest request() {
        return ScaleOutRequest.builder(flavor, nodes == null ? 0 : nodes)
                .groupId(group)
                .autoPay(Boolean.TRUE.equals(autoPay))
                .availabilityZones(zones == null ? List.of() : zones)
                .build();
    }

    private static <T> Optional<T> collect(List<Violation> found, Supplier<T> part) {
        try {
            return Optional.ofNullable(part.get());
        } catch (InvalidScaleOutException e) {
            found.addAll(e.violations());
            return Optional.empty();
        }
    }
}
