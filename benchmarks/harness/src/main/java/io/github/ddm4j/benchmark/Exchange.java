/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** The one request that all subjects send, and the answer to it, with the values of the API page. */
public final class Exchange {

    public static final String PROJECT = "619d3e78f61b4be68bc5aa0b59edcf7b";
    public static final String INSTANCE = "28e8841d0b9c4f6a9a30742ee60e1068in09";
    public static final String FLAVOR = "8f2e696c-a9c1-30bd-af90-25522bc67606";
    public static final int NODES = 1;

    /** As long as a real token often is. */
    public static final String TOKEN = "MIIT".repeat(64);

    /** For those that sign; nothing real accepts it. */
    public static final String ACCESS_KEY = "ACCESSKEYEXAMPLE0001";

    public static final String SECRET_KEY = "SECRETKEYEXAMPLE00000000000000000000000001";

    public static final String PATH = "/v2/" + PROJECT + "/instances/" + INSTANCE + "/action/enlarge";

    public static final byte[] REQUEST_BODY =
            ("{\"flavor_id\":\"" + FLAVOR + "\",\"node_number\":" + NODES + "}").getBytes(US_ASCII);

    public static final String JOB = "1eb697c0-1842-43a3-8671-f562d0385cb9";

    public static final String ACCEPTED =
            "{\"instanceId\":\"" + INSTANCE + "\",\"instanceName\":\"ddm-fb88-test\",\"jobId\":\"" + JOB + "\"}";

    /** How many nodes the instance shows, and how many lie in its group. */
    public static final int NODES_THERE = 2;

    public static final String INSTANCE_PATH = "/v1/" + PROJECT + "/instances/" + INSTANCE;

    public static final String NODES_PATH = INSTANCE_PATH + "/nodes?limit=128";

    public static final String GROUPS_PATH = "/v3/" + PROJECT + "/instances/" + INSTANCE + "/groups?limit=100";

    private Exchange() {}

    /** Ends the read of a subject whose client did not find what is there. */
    public static void requireInstance(String id, String status, int nodes, int nodesInGroups) {
        if (!INSTANCE.equals(id) || !"RUNNING".equals(status) || nodes != NODES_THERE || nodesInGroups != NODES_THERE) {
            throw new IllegalStateException(id + " " + status + " " + nodes + " " + nodesInGroups);
        }
    }

    /** Ends the order of a subject whose client gave no job. */
    public static void requireJob(String jobId) {
        if (jobId == null || jobId.isEmpty()) {
            throw new NoJobException();
        }
    }
}
