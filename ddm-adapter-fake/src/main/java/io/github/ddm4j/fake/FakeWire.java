/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.NodeGroup;
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
final class FakeWire {

    /** Times look like 2021-11-09T03:30:01+0000. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssZ").withZone(ZoneOffset.UTC);

    private static final String PORT = "5066";

    private FakeWire() {}

    static JsonObject enlarged(EnlargeResult result) {
        return new JsonObject()
                .put("instanceId", result.instanceId())
                .putIfPresent("instanceName", result.instanceName())
                .putIfPresent("jobId", result.jobId())
                .putIfPresent("orderId", result.orderId());
    }

    /** GET /v1/{project_id}/instances/{instance_id}; order_id shows that an instance is yearly/monthly. */
    static JsonObject instance(InstanceState instance, Instant now) {
        FakeInstance seed = instance.seed();
        JsonObject body = new JsonObject()
                .put("id", seed.id().value())
                .put("status", instance.status(now).value())
                .put("name", seed.name())
                .put("created", TIME.format(instance.createdAt()))
                .put("updated", TIME.format(instance.createdAt()))
                .put("available_zone", World.DEFAULT_ZONE)
                .put("vpc_id", "9f1c2b0a-3f5e-4b53-9a4d-1d1b6b8f0e01")
                .put("subnet_id", "ead1e945-ca89-45dd-bcce-4a30b2054c22")
                .put("security_group_id", "b2ab1ff1-6b33-4a0c-8f6b-7d8d0d4b0a02")
                .put("node_count", instance.nodes().size())
                .put("access_ip", instance.nodes().get(0).ip())
                .put("access_port", PORT)
                .put("node_status", instance.nodes().get(0).status(now))
                .put("core_count", "8")
                .put("ram_capacity", "16")
                .put("project_id", seed.projectId().value())
                .put("enterprise_project_id", "0")
                .put("engine_version", "3.0.8")
                .put("admin_user_name", "root")
                .put("enable_ssl", false)
                .put("flavor_ref", seed.flavorId().value());
        if (instance.yearlyMonthly()) {
            body.put("order_id", instance.firstOrderId());
        }
        return body.putAll("nodes", instance.nodes(), node -> node(node, now));
    }

    /** GET /v1/{project_id}/instances/{instance_id}/nodes. */
    static JsonObject nodes(Page<NodeState> page, int offset, int limit, Instant now) {
        return new JsonObject()
                .putAll("nodes", page.rows(), node -> node(node, now))
                .put("offset", offset)
                .put("limit", limit)
                .put("total", page.total());
    }

    private static JsonObject node(NodeState node, Instant now) {
        return new JsonObject()
                .put("port", PORT)
                .put("status", node.status(now))
                .put("node_id", node.id())
                .put("ip", node.ip())
                .put("group_id", node.groupId());
    }

    /** GET /v3/{project_id}/instances/{instance_id}/groups. */
    static JsonObject groups(InstanceState instance, Page<NodeGroup> page) {
        return new JsonObject()
                .put("total_count", page.total())
                .putAll("group_list", page.rows(), group -> group(instance, group));
    }

    private static JsonObject group(InstanceState instance, NodeGroup group) {
        String id = group.id().value();
        return new JsonObject()
                .put("id", id)
                .put("name", group.name())
                .put("role", group.readOnly() ? "r" : "rw")
                .put("endpoint", "192.168.0.10:" + PORT)
                .put("ipv6_endpoint", "")
                .put("is_load_balance", true)
                .put("is_default_group", group.equals(instance.seed().groups().get(0)))
                .put("cpu_num_per_node", 8)
                .put("mem_num_per_node", 16)
                .put("architecture", "X86")
                .putAll("node_list", instance.nodesOf(id), FakeWire::nodeOfGroup);
    }

    private static JsonObject nodeOfGroup(NodeState node) {
        return new JsonObject()
                .put("id", node.id())
                .put("name", "node-" + node.serial())
                .put("az", node.zone());
    }

    /** GET /v3/{project_id}/jobs/{job_id}; does not tell why a job failed. */
    static JsonObject job(JobState job, Instant now) {
        JsonObject instance = new JsonObject()
                .put("id", job.instance().id().value())
                .put("name", job.instance().name());
        return new JsonObject().put("job", common(job, now).put("instance", instance));
    }

    /** GET /v3/{project_id}/jobs. */
    static JsonObject jobs(Page<JobState> page, int offset, int limit, Instant now) {
        return new JsonObject()
                .put("offset", offset)
                .put("limit", limit)
                .put("total", page.total())
                .putAll("jobs", page.rows(), job -> listed(job, now));
    }

    private static JsonObject listed(JobState job, Instant now) {
        boolean failed = job.phase(now) == JobState.Phase.FAILED;
        return common(job, now)
                .put("instance_id", job.instance().id().value())
                .put("instance_name", job.instance().name())
                .put("database_name", "")
                .putIfPresent("fail_reason", failed ? job.failReason() : null)
                .put("operations", List.of());
    }

    private static JsonObject common(JobState job, Instant now) {
        boolean running = job.phase(now) == JobState.Phase.RUNNING;
        return new JsonObject()
                .put("id", job.id())
                .put("name", Job.ENLARGE_NODE)
                .put("status", job.phase(now).jobStatus)
                .put("created_time", TIME.format(job.createdAt()))
                .putIfPresent("end_time", running ? null : TIME.format(job.endsAt()))
                .put("process", running ? job.percent(now) + "%" : "");
    }
}
