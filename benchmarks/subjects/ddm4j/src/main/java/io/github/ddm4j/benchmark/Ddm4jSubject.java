/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.ProjectId;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.model.ScaleOutReceipt.JobStarted;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.feign.AuthTokenProvider;
import io.github.ddm4j.feign.FeignScaleOutAdapter;
import java.net.URI;

/** Our Feign adapter as the README shows it. */
public final class Ddm4jSubject implements Subject {

    private FeignScaleOutAdapter adapter;

    @Override
    public void open(URI server) {
        adapter = FeignScaleOutAdapter.builder(
                        server, new ProjectId(Exchange.PROJECT), AuthTokenProvider.fixed(Exchange.TOKEN))
                .build();
    }

    @Override
    public void call() {
        ScaleOutReceipt receipt = adapter.scaleOut(
                new InstanceId(Exchange.INSTANCE),
                ScaleOutRequest.builder(Exchange.FLAVOR, Exchange.NODES).build());
        if (!(receipt instanceof JobStarted)) {
            throw new IllegalStateException("no job but " + receipt);
        }
    }

    @Override
    public void close() {
        adapter.close();
    }
}
