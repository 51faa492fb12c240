/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import com.huaweicloud.sdk.core.auth.BasicCredentials;
import com.huaweicloud.sdk.ddm.v1.DdmClient;
import com.huaweicloud.sdk.ddm.v1.model.EnlargeRequest;
import com.huaweicloud.sdk.ddm.v1.model.ExpandInstanceNodesRequest;
import java.net.URI;
import java.util.List;

/** The official SDK as its front page shows it. It signs with a key, because it has no way to send a token. */
public final class HuaweiCloudSdkSubject implements Subject {

    private DdmClient client;

    @Override
    public void open(URI server) {
        client = DdmClient.newBuilder()
                .withCredential(new BasicCredentials()
                        .withAk(Exchange.ACCESS_KEY)
                        .withSk(Exchange.SECRET_KEY)
                        .withProjectId(Exchange.PROJECT))
                .withEndpoints(List.of(server.toString()))
                .build();
    }

    @Override
    public void call() {
        EnlargeRequest order =
                new EnlargeRequest().withFlavorId(Exchange.FLAVOR).withNodeNumber(Exchange.NODES);
        ExpandInstanceNodesRequest request = new ExpandInstanceNodesRequest()
                .withInstanceId(Exchange.INSTANCE)
                .withBody(order);
        Exchange.requireJob(client.expandInstanceNodes(request).getJobId());
    }

    @Override
    public void close() {}
}
