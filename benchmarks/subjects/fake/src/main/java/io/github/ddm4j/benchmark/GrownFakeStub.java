/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.ProjectId;
import io.github.ddm4j.fake.FakeDdmServer;
import io.github.ddm4j.fake.FakeInstance;
import java.net.URI;

/** Our fake, with as many instances as the load needs: it refuses to let one grow beyond its limit. */
public final class GrownFakeStub implements Stub {

    @Override
    public URI start() {
        GrownCloud grown = GrownCloud.of(ManyInstancesSubject.INSTANCES);
        grown.cloud()
                .addInstance(FakeInstance.builder(new ProjectId(Exchange.PROJECT), new InstanceId(Exchange.INSTANCE))
                        .nodes(1)
                        .build());
        return FakeDdmServer.start(grown.cloud()).uri();
    }
}
