/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.api;

import io.github.ddm4j.fake.internal.cloud.CloudCore;
import io.github.ddm4j.fake.internal.cloud.FlavorState;
import io.github.ddm4j.fake.internal.cloud.Page;
import io.github.ddm4j.fake.internal.cloud.Refusal;
import io.github.ddm4j.fake.internal.cloud.Region;
import io.github.ddm4j.fake.internal.http.ServerAnswer;
import io.github.ddm4j.fake.internal.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * The reads of engines and of classes of nodes, in camel case in v2 and in snake case in v3.
 *
 * @see <a href="https://docs.otc.t-systems.com/distributed-database-middleware/api-ref/apis_recommended/ddm_instances/querying_ddm_node_classes_available_in_each_az_a_v3_api.html">Querying
 *     node classes</a>
 */
final class RegionReads {

    private static final List<String> ARCHITECTURES = List.of("X86", "ARM");

    private final CloudCore cloud;

    RegionReads(CloudCore cloud) {
        this.cloud = cloud;
    }

    ServerAnswer enginesV2(Call call) {
        return engines(
                call,
                "engineGroups",
                engine -> engine.putAll("supportAzs", cloud.zones(), zone -> new JsonObject()
                        .put("code", zone)
                        .put("name", zone)
                        .put("favored", zone.equals(Region.DEFAULT_ZONE))));
    }

    ServerAnswer enginesV3(Call call) {
        return engines(call, "engine_groups", engine -> engine);
    }

    private static ServerAnswer engines(Call call, String name, UnaryOperator<JsonObject> details) {
        Paging paging = Paging.of(call.query(), Paging.USUAL_LIMIT);
        Page<Region.Engine> page = paging.of(List.of(Region.ENGINE));
        return ServerAnswer.json(
                200,
                new JsonObject()
                        .putAll(
                                name,
                                page.rows(),
                                engine -> details.apply(new JsonObject()
                                        .put("id", engine.id())
                                        .put("name", "ddm")
                                        .put("version", engine.version())))
                        .put("offset", paging.offset())
                        .put("limit", paging.limit())
                        .put("total", page.total()));
    }

    ServerAnswer flavorsV2(Call call) {
        requireKnown("engine_id", call.query().mandatory("engine_id"), Region.ENGINE.id());
        return flavors(call, "computeFlavorGroups", "groupType", "computeFlavors", this::flavorV2);
    }

    ServerAnswer flavorsV3(Call call) {
        QueryParameters query = call.query();
        String id = query.text("engine_id");
        String version = query.text("engine_version");
        if (id == null && version == null) {
            throw Refusal.parameter("engine_id", "is mandatory unless there is an engine_version");
        }
        requireKnown("engine_id", id == null ? Region.ENGINE.id() : id, Region.ENGINE.id());
        requireKnown("engine_version", version == null ? Region.ENGINE.version() : version, Region.ENGINE.version());
        List<String> zones = zones(query);
        return flavors(call, "flavor_groups", "group_type", "flavors", (flavor, all) -> flavorV3(flavor, zones));
    }

    private static void requireKnown(String name, String value, String known) {
        if (!value.equals(known)) {
            throw Refusal.parameter(name, "must be an engine of the region, but was " + value);
        }
    }

    private List<String> zones(QueryParameters query) {
        String text = query.text("available_zones");
        if (text == null) {
            return cloud.zones();
        }
        if (text.isBlank()) {
            throw Refusal.parameter("available_zones", "must not be empty");
        }
        return Arrays.stream(text.split(",")).map(String::strip).toList();
    }

    /** Both kinds of machines have a list of their own, and the parameters of paging go for each of them. */
    private ServerAnswer flavors(
            Call call,
            String groups,
            String groupType,
            String name,
            BiFunction<FlavorState, List<String>, JsonObject> shown) {
        Paging paging = Paging.of(call.query(), Paging.USUAL_LIMIT);
        List<FlavorState> all = cloud.flavors();
        List<String> zones = cloud.zones();
        return ServerAnswer.json(200, new JsonObject().putAll(groups, ARCHITECTURES, architecture -> {
                    Page<FlavorState> page = paging.of(all.stream()
                            .filter(flavor -> flavor.architecture().equals(architecture))
                            .toList());
                    return new JsonObject()
                            .put(groupType, architecture)
                            .putAll(name, page.rows(), flavor -> shown.apply(flavor, zones))
                            .put("offset", paging.offset())
                            .put("limit", paging.limit())
                            .put("total", page.total());
                }));
    }

    private JsonObject flavorV2(FlavorState flavor, List<String> zones) {
        JsonObject status = new JsonObject();
        zones.forEach(zone -> status.put(zone, flavor.statusIn(zone)));
        String names = String.join(",", zones);
        return new JsonObject()
                .put("id", flavor.id())
                .put("typeCode", "hws.resource.type.ddm")
                .put("code", flavor.code())
                .put("iaasCode", flavor.code().replace("ddm.", "s2."))
                .put("cpu", String.valueOf(flavor.vcpus()))
                .put("mem", String.valueOf(flavor.ram()))
                .put("maxConnections", null)
                .put("serverType", "KVM")
                .put("architecture", flavor.architecture())
                .put("azStatus", status)
                .put("regionStatus", "normal")
                .put("groupType", flavor.architecture())
                .put("dbType", "DDM")
                .put("extendFields", new JsonObject().put("azCode", names).put("azDescription", names));
    }

    private static JsonObject flavorV3(FlavorState flavor, List<String> zones) {
        return new JsonObject()
                .put("id", flavor.id())
                .put("spec_code", flavor.code())
                .put("vcpus", String.valueOf(flavor.vcpus()))
                .put("ram", String.valueOf(flavor.ram()))
                .putAll("az_infos", zones, zone -> new JsonObject()
                        .put("code", zone)
                        .put("status", flavor.statusIn(zone))
                        .put("description", zone)
                        .put("support_ipv6", true));
    }
}
