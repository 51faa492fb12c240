/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.control;

import io.github.ddm4j.core.model.AvailabilityZone;
import io.github.ddm4j.core.model.BillingMode;
import io.github.ddm4j.core.model.FlavorId;
import io.github.ddm4j.core.model.GroupId;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.LinkedRds;
import io.github.ddm4j.core.model.NodeGroup;
import io.github.ddm4j.core.model.ProjectId;
import io.github.ddm4j.core.model.RdsStatus;
import io.github.ddm4j.core.model.Schema;
import io.github.ddm4j.core.validation.ScaleOutRules;
import io.github.ddm4j.fake.internal.cloud.CloudCore;
import io.github.ddm4j.fake.internal.cloud.CredentialStore.AccessKey;
import io.github.ddm4j.fake.internal.cloud.FaultPlan;
import io.github.ddm4j.fake.internal.cloud.FlavorState;
import io.github.ddm4j.fake.internal.cloud.InstanceSeed;
import io.github.ddm4j.fake.internal.cloud.Region;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Reads the content of a cloud, which is put there only afterwards, under its lock. */
final class ContentReader {

    /** Puts something into a cloud at a moment, under the cloud's lock. */
    interface Part extends BiConsumer<CloudCore, Instant> {}

    private static final int MANY = 1_000_000;

    private ContentReader() {}

    /**
     * Reads all content that a cloud begins with.
     *
     * @param examples puts the examples in
     */
    static Part content(FieldReader fields, Consumer<CloudCore> examples) {
        List<Part> parts = new ArrayList<>();
        if (fields.has("jobSeconds")) {
            Duration duration = fields.time("jobSeconds", 0, Duration::ofSeconds);
            parts.add((cloud, now) -> cloud.world().setJobDuration(duration));
        }
        if (fields.flag("examples")) {
            parts.add((cloud, now) -> examples.accept(cloud));
        }
        parts.addAll(fields.objects("users", ContentReader::user));
        parts.addAll(fields.objects("projects", ContentReader::project));
        parts.addAll(fields.objects("flavors", one -> flavor(one.text("id"), one)));
        parts.addAll(fields.objects("instances", ContentReader::instance));
        parts.addAll(fields.objects("accessKeys", ContentReader::accessKey));
        parts.addAll(fields.objects("tokens", ContentReader::token));
        parts.addAll(fields.objects("faults", ContentReader::fault));
        return (cloud, now) -> parts.forEach(part -> part.accept(cloud, now));
    }

    static Part project(FieldReader fields) {
        String id = new ProjectId(fields.text("id")).value();
        String name = fields.text("name", id);
        return (cloud, now) -> cloud.world().addProject(id, name);
    }

    static Part flavor(String id, FieldReader fields) {
        FlavorState usual = FlavorState.of(new FlavorId(id).value());
        FlavorState flavor = new FlavorState(
                usual.id(),
                fields.text("code", usual.code()),
                fields.number("vcpus", 1, MANY, usual.vcpus()),
                fields.number("ram", 1, MANY, usual.ram()),
                fields.text("architecture", usual.architecture()),
                fields.textsByName("zones"));
        return (cloud, now) -> cloud.world().region().setFlavor(flavor);
    }

    static Part user(FieldReader fields) {
        String domain = fields.text("domain");
        String name = fields.text("name");
        String password = fields.text("password");
        return (cloud, now) -> cloud.credentials().addUser(domain, name, password);
    }

    static Part accessKey(FieldReader fields) {
        String id = fields.text("accessKey");
        String secret = fields.text("secretKey");
        String project = fields.text("projectId");
        String securityToken = fields.optionalText("securityToken");
        if (securityToken == null) {
            return (cloud, now) -> cloud.credentials().addAccessKey(AccessKey.permanent(id, secret, project));
        }
        Duration validity = fields.time("validSeconds", 1, Duration::ofSeconds);
        return (cloud, now) ->
                cloud.credentials().addAccessKey(new AccessKey(id, secret, project, securityToken, now.plus(validity)));
    }

    static Part token(FieldReader fields) {
        String value = fields.text("token");
        String project = fields.text("projectId");
        return (cloud, now) -> cloud.credentials().addToken(value, project, now);
    }

    static Part fault(FieldReader fields) {
        int times = fields.number("times", 1, Integer.MAX_VALUE, 1);
        FaultPlan plan = FaultReader.read(fields);
        return (cloud, now) -> cloud.traffic().faults().add(times, plan);
    }

    static Part instance(FieldReader fields) {
        String id = fields.text("id");
        List<String> zones = fields.texts("zones");
        InstanceSeed seed = new InstanceSeed(
                new ProjectId(fields.text("projectId")),
                new InstanceId(id),
                fields.text("name", id),
                fields.flag("yearlyMonthly") ? BillingMode.YEARLY_MONTHLY : BillingMode.PAY_PER_USE,
                new FlavorId(fields.text("flavorId", InstanceSeed.DEFAULT_FLAVOR)),
                (zones.isEmpty() ? List.of(Region.DEFAULT_ZONE) : zones)
                        .stream().map(AvailabilityZone::new).toList(),
                fields.objects("groups", ContentReader::group),
                fields.objects("schemas", one -> schema(one.text("name"), one)));
        return (cloud, now) -> cloud.world().addInstance(seed, now);
    }

    static NodeGroup group(FieldReader fields) {
        String id = fields.text("id");
        return new NodeGroup(
                new GroupId(id),
                fields.text("name", id),
                fields.flag("readOnly"),
                fields.number("nodes", 1, ScaleOutRules.MAX_NODES));
    }

    static Schema schema(String name, FieldReader fields) {
        return new Schema(name, fields.text("status", "RUNNING"), fields.objects("rds", ContentReader::rds));
    }

    private static LinkedRds rds(FieldReader fields) {
        String id = fields.text("id");
        return new LinkedRds(
                id,
                fields.text("name", id),
                new RdsStatus(fields.text("status", RdsStatus.NORMAL.value())),
                Optional.ofNullable(fields.optionalText("error")));
    }
}
