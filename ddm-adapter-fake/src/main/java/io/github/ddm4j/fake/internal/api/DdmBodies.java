/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.api;

import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.fake.internal.cloud.EnlargeResult;
import io.github.ddm4j.fake.internal.cloud.FaultPlan;
import io.github.ddm4j.fake.internal.cloud.FlavorState;
import io.github.ddm4j.fake.internal.cloud.InstanceState;
import io.github.ddm4j.fake.internal.cloud.JobState;
import io.github.ddm4j.fake.internal.cloud.NodeState;
import io.github.ddm4j.fake.internal.cloud.Region;
import io.github.ddm4j.fake.internal.json.JsonObject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * The bodies that DDM answers with, written from its pages and shared with no client: a misreading on one side must not
 * hide on the other.
 *
 * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ddm/ddm_api_01_0025.html">Scaling out a DDM instance</a>
 */
final class DdmBodies {

    static final String PORT = "5066";
    static final String SUBNET = "ead1e945-ca89-45dd-bcce-4a30b2054c22";

    /** Times look like 2021-11-09T03:30:01+0000. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssZ").withZone(ZoneOffset.UTC);

    private DdmBodies() {}

    static String time(Instant moment) {
        return TIME.format(moment);
    }

    static JsonObject enlarged(EnlargeResult result, FaultPlan fault) {
        return new JsonObject()
                .putIfPresent("nobody_knows", fault.wording().besideOrder() == null ? null : "what this is")
                .put("instanceId", result.instanceId())
                .putIfPresent("instanceName", result.instanceName())
                .putIfPresent("jobId", result.jobId())
                .putIfPresent("orderId", result.orderId());
    }

    /** The fields that lists and detail of v1 have in common; order_id shows that an instance is yearly/monthly. */
    static JsonObject instance(InstanceState instance, FlavorState flavor, Instant now) {
        InstanceState.Base base = instance.base();
        return new JsonObject()
                .put("id", base.id())
                .put("status", instance.status(now).value())
                .put("name", base.name())
                .put("created", time(base.createdAt()))
                .put("updated", time(instance.updatedAt(now)))
                .put("available_zone", instance.zones())
                .put("vpc_id", "9f1c2b0a-3f5e-4b53-9a4d-1d1b6b8f0e01")
                .put("subnet_id", SUBNET)
                .put("security_group_id", "b2ab1ff1-6b33-4a0c-8f6b-7d8d0d4b0a02")
                .put("node_count", instance.nodes().size())
                .put("access_ip", instance.groups().get(0).address())
                .put("access_port", PORT)
                .put("node_status", instance.nodes().get(0).status(now))
                .put("core_count", String.valueOf(flavor.vcpus()))
                .put("ram_capacity", String.valueOf(flavor.ram()))
                .put("project_id", base.projectId())
                .put("enterprise_project_id", "0")
                .put("engine_version", Region.ENGINE.version())
                .put("admin_user_name", "root")
                .put("enable_ssl", false)
                .put("flavor_ref", flavor.code())
                .putIfPresent("order_id", base.yearlyMonthly() ? base.firstOrderId() : null);
    }

    /** A node in the detail of its instance, where the address is that of the load balancer of its group. */
    static JsonObject nodeOfInstance(InstanceState instance, NodeState node, Instant now) {
        return node(node, instance.groupOf(node).address(), now);
    }

    static JsonObject node(NodeState node, String address, Instant now) {
        return new JsonObject()
                .put("port", PORT)
                .put("status", node.status(now))
                .put("node_id", node.id())
                .put("ip", address)
                .put("group_id", node.groupId());
    }

    /** GET /v1/{project_id}/instances/{instance_id}/nodes/{node_id}. */
    static JsonObject nodeDetail(NodeState node, Instant now) {
        return new JsonObject()
                .put("status", node.status(now))
                .put("name", node.name())
                .put("node_id", node.id())
                .put("private_ip", node.address())
                .put("floating_ip", "")
                .put("server_id", node.serverId())
                .put("subnet_name", "subnet-of-the-fake")
                .put("subnet_id", SUBNET)
                .put("datavolume_id", node.dataVolumeId())
                .put("systemvolume_id", node.systemVolumeId())
                .put("res_subnet_ip", node.address())
                .put("group_id", node.groupId());
    }

    /** GET /v3/{project_id}/jobs/{job_id}; does not tell why a job failed. */
    static JsonObject job(JobState job, FaultPlan fault, Instant now) {
        JsonObject instance = new JsonObject().put("id", job.instanceId()).put("name", job.instanceName());
        return new JsonObject().put("job", common(job, fault, now).put("instance", instance));
    }

    /** A row of GET /v3/{project_id}/jobs. */
    static JsonObject listedJob(JobState job, FaultPlan fault, Instant now) {
        boolean failed = job.phase(now) == JobState.Phase.FAILED;
        return common(job, fault, now)
                .put("instance_id", job.instanceId())
                .put("instance_name", job.instanceName())
                .put("database_name", "")
                .putIfPresent("fail_reason", failed ? job.failReason() : null)
                .put("operations", List.of());
    }

    private static JsonObject common(JobState job, FaultPlan fault, Instant now) {
        boolean running = job.phase(now) == JobState.Phase.RUNNING;
        return new JsonObject()
                .put("id", job.id())
                .put("name", fault.jobName(Job.ENLARGE_NODE))
                .put("status", fault.jobStatus(job.phase(now).jobStatus))
                .put("created_time", time(job.createdAt()))
                .putIfPresent("end_time", running ? null : time(job.endsAt()))
                .put("process", running ? job.percent(now) + "%" : "");
    }
}
