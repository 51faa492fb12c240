/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.NodeGroup;
import io.github.ddm4j.core.model.ProjectId;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.model.ScaleOutReceipt.JobStarted;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.feign.FeignScaleOutAdapter;
import io.github.ddm4j.feign.auth.AuthTokenProvider;
import java.net.URI;

/** Our Feign adapter as the README shows it, and the flow on it. */
public class Ddm4jSubject implements Subject {

    static final ProjectId PROJECT = new ProjectId(Exchange.PROJECT);

    private static final InstanceId INSTANCE = new InstanceId(Exchange.INSTANCE);

    private FeignScaleOutAdapter adapter;

    @Override
    public final void open(Target target) {
        FeignScaleOutAdapter.Builder builder = builder(target.server());
        target.proxy()
                .ifPresent(proxy -> builder.http(http -> http.proxy(proxy.getHost(), proxy.getPort())
                        .proxyCredentials(Target.PROXY_USER, Target.PROXY_PASSWORD)));
        adapter = builder.build();
    }

    /** The adapter with its credentials. */
    protected FeignScaleOutAdapter.Builder builder(URI server) {
        return FeignScaleOutAdapter.builder(server, PROJECT, AuthTokenProvider.fixed(Exchange.TOKEN));
    }

    @Override
    public final void order() {
        ScaleOutReceipt receipt = adapter.scaleOut(INSTANCE, request());
        if (!(receipt instanceof JobStarted)) {
            throw new NoJobException();
        }
    }

    private static ScaleOutRequest request() {
        return ScaleOutRequest.builder(Exchange.FLAVOR, Exchange.NODES).build();
    }

    @Override
    public final void read() {
        InstanceSnapshot instance = adapter.instance(INSTANCE);
        Exchange.requireInstance(
                instance.id().value(),
                instance.status().value(),
                instance.nodes().size(),
                instance.groups().stream().mapToInt(NodeGroup::nodeCount).sum());
    }

    @Override
    public final void job() {
        Ddm4jJob.run(adapter, INSTANCE, request());
    }

    @Override
    public final void close() {
        adapter.close();
    }
}
