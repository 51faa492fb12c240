/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.examples.gateway;

import static java.time.Duration.ZERO;

import io.github.ddm4j.contract.pact.DdmProviderVerification;
import io.github.ddm4j.core.model.GroupId;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.fake.FakeCloud;
import io.github.ddm4j.fake.FakeDdmServer;
import io.github.ddm4j.fake.Fault;
import java.net.URI;
import org.junit.jupiter.api.AutoClose;

/** Each test is one interaction of the pact, sent through the gateway to a fake that holds its examples. */
class GatewayVerificationTest extends DdmProviderVerification {

    final FakeCloud cloud = FakeCloud.builder().withExamples().jobDuration(ZERO).build();

    @AutoClose
    final FakeDdmServer ddm = FakeDdmServer.start(cloud);

    @AutoClose
    final Gateway gateway = Gateway.inFrontOf(ddm.uri());

    @Override
    protected URI endpoint() {
        return gateway.uri();
    }

    @Override
    protected JobId givenFailedJob(InstanceId instanceId, GroupId groupId) {
        cloud.failNextJob("no capacity left");
        return cloud.scaleOutByOthers(instanceId, groupId, 1);
    }

    @Override
    protected void givenError(int status, String code, String message) {
        cloud.failNext(Fault.answer(status, code, message));
    }
}
