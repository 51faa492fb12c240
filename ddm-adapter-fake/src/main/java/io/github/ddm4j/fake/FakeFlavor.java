/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import static java.util.Objects.requireNonNull;

import io.github.ddm4j.core.model.AvailabilityZone;
import io.github.ddm4j.core.model.FlavorId;
import io.github.ddm4j.fake.internal.cloud.FlavorState;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A class of nodes as it is put into a {@link FakeCloud}.
 *
 * @param id its id
 * @param code its name, such as {@code ddm.2xlarge.2}
 * @param vcpus CPUs of a node, at least 1
 * @param ram memory of a node in GB, at least 1
 * @param architecture {@code X86} or {@code ARM}
 * @param soldOutIn the zones in which no node of it is left
 * @see <a href="https://docs.otc.t-systems.com/distributed-database-middleware/api-ref/apis_recommended/ddm_instances/querying_ddm_node_classes_available_in_each_az_a_v3_api.html">Querying
 *     node classes</a>
 * @since 0.1.0
 */
public record FakeFlavor(
        FlavorId id, String code, int vcpus, int ram, String architecture, List<AvailabilityZone> soldOutIn) {

    /** @throws IllegalArgumentException if there could not be such a class of nodes */
    public FakeFlavor {
        requireNonNull(id, "id");
        soldOutIn = List.copyOf(soldOutIn);
        FlavorState.check(code, vcpus, ram, architecture);
    }

    /** Returns a class of 8 CPUs and 16 GB, to be had in every zone. */
    public static FakeFlavor of(FlavorId id) {
        FlavorState usual = FlavorState.of(id.value());
        return new FakeFlavor(id, usual.code(), usual.vcpus(), usual.ram(), usual.architecture(), List.of());
    }

    /** Returns the same class of nodes, but sold out in one more zone. */
    public FakeFlavor soldOutIn(AvailabilityZone zone) {
        List<AvailabilityZone> zones =
                Stream.concat(soldOutIn.stream(), Stream.of(zone)).distinct().toList();
        return new FakeFlavor(id, code, vcpus, ram, architecture, zones);
    }

    FlavorState state() {
        return new FlavorState(
                id.value(),
                code,
                vcpus,
                ram,
                architecture,
                soldOutIn.stream().collect(Collectors.toMap(AvailabilityZone::value, zone -> FlavorState.SOLD_OUT)));
    }
}
