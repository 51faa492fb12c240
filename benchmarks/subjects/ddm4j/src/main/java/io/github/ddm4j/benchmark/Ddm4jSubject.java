/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.ProjectId;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.model.ScaleOutReceipt.JobStarted;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.feign.FeignScaleOutAdapter;
import io.github.ddm4j.feign.auth.AuthTokenProvider;
import java.net.URI;

/** Our Feign adapter as the README shows it. */
public class Ddm4jSubject implements Subject {

    static final ProjectId PROJECT = new ProjectId(Exchange.PROJECT);

    private FeignScaleOutAdapter adapter;

    @Override
    public final void open(URI server) {
        adapter = builder(server).build();
    }

    /** The adapter with its credentials. */
    protected FeignScaleOutAdapter.Builder builder(URI server) {
        return FeignScaleOutAdapter.builder(server, PROJECT, AuthTokenProvider.fixed(Exchange.TOKEN));
    }

    @Override
    public final void call() {
        ScaleOutReceipt receipt = adapter.scaleOut(
                new InstanceId(Exchange.INSTANCE),
                ScaleOutRequest.builder(Exchange.FLAVOR, Exchange.NODES).build());
        if (!(receipt instanceof JobStarted)) {
            throw new NoJobException();
        }
    }

    @Override
    public final void close() {
        adapter.close();
    }
}
