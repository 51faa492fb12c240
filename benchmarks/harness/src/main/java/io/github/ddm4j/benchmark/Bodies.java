/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;

/** What the server answers to reads: an instance with one group, with the fields of the API pages. */
final class Bodies {

    private static final String GROUP = "7c7d10d1b8a94fd6a2ab5b9f7e2c3a41gr09";

    private static final Instant STARTED = Instant.parse("2026-11-22T12:00:00Z");

    private static final List<String> NODES = List.of(
            "b4003d63d9c6d55fbeeb8da1658eec67no09",
            "56ec345b4ab3ce0ff893a2eefb32555eno09",
            "0a1f5f3c2f3d4c0a9a4f5d7c1e2b3a49no09");

    private static final Bodies BEFORE = new Bodies(NODES.subList(0, Exchange.NODES_THERE));
    private static final Bodies AFTER = new Bodies(NODES.subList(0, Exchange.NODES_THERE + Exchange.NODES));

    private final byte[] instance;
    private final byte[] nodes;
    private final byte[] groups;

    private Bodies(List<String> nodeIds) {
        String nodesField = nodeIds.stream()
                .map(id -> "{\"port\":\"5066\",\"status\":\"normal\",\"node_id\":\"" + id
                        + "\",\"ip\":\"192.168.0.1\",\"group_id\":\"" + GROUP + "\"}")
                .collect(Collectors.joining(",", "\"nodes\":[", "]"));
        instance = Answer.ok("{\"id\":\"" + Exchange.INSTANCE
                + "\",\"status\":\"RUNNING\",\"name\":\"ddm-fb88-test\",\"created\":\"2026-11-22T09:55:19+0000\","
                + "\"updated\":\"2026-11-22T09:55:19+0000\",\"available_zone\":\"az1\","
                + "\"vpc_id\":\"9f1c2b0a-3f5e-4b53-9a4d-1d1b6b8f0e01\","
                + "\"subnet_id\":\"ead1e945-ca89-45dd-bcce-4a30b2054c22\","
                + "\"security_group_id\":\"b2ab1ff1-6b33-4a0c-8f6b-7d8d0d4b0a02\",\"node_count\":" + nodeIds.size()
                + ",\"access_ip\":\"192.168.0.1\",\"access_port\":\"5066\",\"node_status\":\"normal\","
                + "\"core_count\":\"8\",\"ram_capacity\":\"16\",\"project_id\":\"" + Exchange.PROJECT
                + "\",\"enterprise_project_id\":\"0\",\"engine_version\":\"3.0.8\",\"admin_user_name\":\"root\","
                + "\"enable_ssl\":false,\"flavor_ref\":\"ddm.2xlarge.2\"," + nodesField + "}");
        nodes = Answer.ok("{" + nodesField + ",\"offset\":0,\"limit\":128,\"total\":" + nodeIds.size() + "}");
        groups = Answer.ok("{\"total_count\":1,\"group_list\":[{\"id\":\"" + GROUP
                + "\",\"name\":\"group-1\",\"role\":\"rw\",\"endpoint\":\"192.168.0.1:5066\",\"ipv6_endpoint\":\"\","
                + "\"is_load_balance\":true,\"is_default_group\":true,\"cpu_num_per_node\":8,"
                + "\"mem_num_per_node\":16,\"architecture\":\"X86\","
                + nodeIds.stream()
                        .map(id -> "{\"id\":\"" + id + "\",\"name\":\"node\",\"az\":\"az1\"}")
                        .collect(Collectors.joining(",", "\"node_list\":[", "]"))
                + "}]}");
    }

    private static final byte[] NO_JOBS = Answer.ok("{\"jobs\":[],\"total\":0}");

    private static final byte[] NO_SCHEMAS = Answer.ok("{\"databases\":[],\"total\":0}");

    private static final byte[] RUNNING = job("Running", "50%");

    private static final byte[] COMPLETED = job("Completed", "100%");

    private static byte[] job(String status, String process) {
        return Answer.ok("{\"job\":" + jobFields(status, process, STARTED) + "}");
    }

    private static String jobFields(String status, String process, Instant created) {
        return "{\"id\":\"" + Exchange.JOB + "\",\"name\":\"ENLARGE_NODE\",\"status\":\"" + status
                + "\",\"created_time\":\""
                + created.truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", "+0000") + "\",\"process\":\""
                + process
                + "\",\"instance\":{\"id\":\"" + Exchange.INSTANCE + "\",\"name\":\"ddm-fb88-test\"},\"instance_id\":\""
                + Exchange.INSTANCE + "\"}";
    }

    /** The answer to this request to read, by its path. */
    static byte[] of(byte[] request, int end, Script script) {
        String line = new String(request, 0, lineEnd(request, end), US_ASCII);
        Instant held = script.heldSince();
        if (held != null && line.contains("/jobs")) {
            String job = jobFields("Completed", "100%", held);
            boolean one = line.contains("/jobs/");
            return Answer.ok(one ? "{\"job\":" + job + "}" : "{\"jobs\":[" + job + "],\"total\":1}");
        }
        if (line.contains("/jobs/")) {
            return script.jobEnds() ? COMPLETED : RUNNING;
        }
        if (line.contains("/jobs?")) {
            return NO_JOBS;
        }
        if (line.contains("/databases")) {
            return NO_SCHEMAS;
        }
        boolean nodes = line.contains("/nodes");
        Bodies bodies = script.nodesHaveCome(nodes) ? AFTER : BEFORE;
        return nodes ? bodies.nodes : line.contains("/groups") ? bodies.groups : bodies.instance;
    }

    private static int lineEnd(byte[] request, int end) {
        int i = 0;
        while (i < end && request[i] != '\r') {
            i++;
        }
        return i;
    }
}
