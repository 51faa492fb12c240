/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import com.huaweicloud.sdk.core.auth.BasicCredentials;
import com.huaweicloud.sdk.core.http.HttpConfig;
import com.huaweicloud.sdk.ddm.v1.DdmClient;
import com.huaweicloud.sdk.ddm.v1.model.EnlargeRequest;
import com.huaweicloud.sdk.ddm.v1.model.ExpandInstanceNodesRequest;
import com.huaweicloud.sdk.ddm.v1.model.ListGroupRequest;
import com.huaweicloud.sdk.ddm.v1.model.ListGroupResponse;
import com.huaweicloud.sdk.ddm.v1.model.ListNodesRequest;
import com.huaweicloud.sdk.ddm.v1.model.ListNodesResponse;
import com.huaweicloud.sdk.ddm.v1.model.ShowInstanceRequest;
import com.huaweicloud.sdk.ddm.v1.model.ShowInstanceResponse;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;

/** The official SDK as its front page shows it. It signs with a key, because it has no way to send a token. */
public final class HuaweiCloudSdkSubject implements Subject {

    private static final int LOOKS_AT_A_JOB = 3;

    private DdmClient client;

    @Override
    public void open(Target target) {
        HttpConfig http = HttpConfig.getDefaultHttpConfig();
        if (target.fresh()) {
            http.withConnectionPool(new ConnectionPool(0, 1, TimeUnit.NANOSECONDS));
        }
        target.proxy().ifPresent(proxy -> through(proxy, http));
        client = DdmClient.newBuilder()
                .withHttpConfig(http)
                .withCredential(new BasicCredentials()
                        .withAk(Exchange.ACCESS_KEY)
                        .withSk(Exchange.SECRET_KEY)
                        .withProjectId(Exchange.PROJECT))
                .withEndpoints(List.of(target.server().toString()))
                .build();
    }

    private static void through(URI proxy, HttpConfig http) {
        http.withProxyHost(proxy.getHost())
                .withProxyPort(proxy.getPort())
                .withProxyUsername(Target.PROXY_USER)
                .withProxyPassword(Target.PROXY_PASSWORD);
    }

    @Override
    public void order() {
        EnlargeRequest order =
                new EnlargeRequest().withFlavorId(Exchange.FLAVOR).withNodeNumber(Exchange.NODES);
        ExpandInstanceNodesRequest request = new ExpandInstanceNodesRequest()
                .withInstanceId(Exchange.INSTANCE)
                .withBody(order);
        Exchange.requireJob(client.expandInstanceNodes(request).getJobId());
    }

    @Override
    public void read() {
        ShowInstanceResponse instance = instance();
        ListNodesResponse nodes = nodes();
        ListGroupResponse groups = client.listGroup(
                new ListGroupRequest().withInstanceId(Exchange.INSTANCE).withLimit(100));
        Exchange.requireInstance(
                instance.getId(),
                instance.getStatus(),
                nodes.getNodes().size(),
                groups.getGroupList().stream()
                        .mapToInt(group -> group.getNodeList().size())
                        .sum());
    }

    /** It cannot read a job, so the instance is looked at instead. */
    @Override
    public void job() {
        read();
        read();
        order();
        for (int look = 0; look < LOOKS_AT_A_JOB; look++) {
            Exchange.requireJob(instance().getStatus());
        }
        Exchange.requireJob(nodes().getNodes().get(0).getStatus());
    }

    private ListNodesResponse nodes() {
        return client.listNodes(
                new ListNodesRequest().withInstanceId(Exchange.INSTANCE).withLimit(128));
    }

    private ShowInstanceResponse instance() {
        return client.showInstance(new ShowInstanceRequest().withInstanceId(Exchange.INSTANCE));
    }

    @Override
    public void close() {}
}
