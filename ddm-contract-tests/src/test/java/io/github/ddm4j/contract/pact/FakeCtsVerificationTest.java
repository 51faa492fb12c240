/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.pact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import au.com.dius.pact.core.model.ProviderState;
import au.com.dius.pact.provider.junitsupport.VerificationReports;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.model.FlavorId;
import io.github.ddm4j.core.model.GroupId;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.ProjectId;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.fake.FakeAuditLog.Field;
import io.github.ddm4j.fake.FakeCloud;
import io.github.ddm4j.fake.FakeDdmServer;
import io.github.ddm4j.fake.FakeInstance;
import io.github.ddm4j.fake.FakeTrace;
import io.github.ddm4j.fake.InMemoryScaleOutAdapter;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;

@VerificationReports({})
class FakeCtsVerificationTest extends CtsProviderVerification implements DamagedFake.Verified {

    private static final ProjectId PROJECT = new ProjectId(Interactions.PROJECT);

    private final FakeCloud cloud = FakeCloud.builder().build();

    @AutoClose
    private final FakeDdmServer server = FakeDdmServer.start(cloud);

    @Override
    public URI endpoint() {
        return server.uri();
    }

    @Override
    protected String givenToken(String projectId) {
        cloud.addProject(new ProjectId(projectId), "eu-west-101");
        return cloud.issueToken(new ProjectId(projectId));
    }

    /** Orders as somebody would, so that the trace is the fake's own. */
    @Override
    protected void givenTrace(Map<String, Object> trace) {
        InstanceId instance = new InstanceId((String) trace.get("instanceId"));
        FlavorId flavor = new FlavorId((String) trace.get("flavorId"));
        GroupId group = new GroupId((String) trace.get("groupId"));
        FakeInstance.Builder builder =
                FakeInstance.builder(PROJECT, instance).flavor(flavor).group(group, 2);
        boolean unpaid = trace.get("result").equals("order");
        cloud.addInstance((unpaid ? builder.yearlyMonthly() : builder).build());
        boolean refused = trace.get("result").equals("refusal");
        cloud.setAccountFrozen(PROJECT, refused);
        InMemoryScaleOutAdapter adapter =
                InMemoryScaleOutAdapter.builder(cloud, PROJECT).build();
        Throwable refusal = catchThrowable(() -> adapter.scaleOut(
                instance, ScaleOutRequest.builder(flavor, 1).groupId(group).build()));
        assertThat(refusal instanceof ScaleOutRejectedException).isEqualTo(refused);
        if (trace.get("fields").equals("mandatory")) {
            cloud.auditLog().setLeftOut(Field.values());
        }
    }

    @Override
    protected String givenTwoPages(InstanceId instanceId, int pageSize) {
        cloud.addInstance(FakeInstance.builder(PROJECT, instanceId)
                .group(new GroupId("group"), 1)
                .build());
        Instant now = Instant.now();
        for (int i = 1; i <= pageSize + 1; i++) {
            cloud.auditLog()
                    .add(FakeTrace.builder(instanceId, now.minusSeconds(i))
                            .id("trace-" + i)
                            .build());
        }
        return "trace-" + pageSize;
    }

    @Override
    protected void givenNoPermission() {
        cloud.auditLog().setReadable(false);
    }

    @Override
    public Map<String, Object> bring(ProviderState state) {
        return switch (state.getName()) {
            case "a token for the audit log" -> token(state.getParams());
            case "a trace" -> trace(state.getParams());
            case "two pages of traces" -> pages(state.getParams());
            case "no permission" -> noPermission(state.getParams());
            default -> throw new IllegalArgumentException("Unknown state " + state);
        };
    }

    @Override
    public void close() {
        server.close();
    }
}
