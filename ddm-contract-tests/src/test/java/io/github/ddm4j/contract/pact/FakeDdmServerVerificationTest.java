/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.pact;

import au.com.dius.pact.core.model.ProviderState;
import au.com.dius.pact.provider.junitsupport.VerificationReports;
import io.github.ddm4j.core.model.FlavorId;
import io.github.ddm4j.core.model.GroupId;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.LinkedRds;
import io.github.ddm4j.core.model.ProjectId;
import io.github.ddm4j.core.model.RdsStatus;
import io.github.ddm4j.core.model.Schema;
import io.github.ddm4j.fake.FakeCloud;
import io.github.ddm4j.fake.FakeDdmServer;
import io.github.ddm4j.fake.FakeInstance;
import io.github.ddm4j.fake.Fault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;

@VerificationReports({})
class FakeDdmServerVerificationTest extends DdmProviderVerification implements DamagedFake.Verified {

    private final FakeCloud cloud =
            FakeCloud.builder().jobDuration(Duration.ZERO).build();

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

    @Override
    protected void givenInstance(Map<String, Object> instance) {
        FakeInstance.Builder builder = FakeInstance.builder(
                        new ProjectId((String) instance.get("projectId")),
                        new InstanceId((String) instance.get("instanceId")))
                .name((String) instance.get("instanceName"))
                .flavor(new FlavorId((String) instance.get("flavorId")));
        for (Object groupId : (List<?>) instance.get("groupIds")) {
            builder.group(new GroupId((String) groupId), 2);
        }
        boolean prepaid = instance.get("billing").equals("yearly/monthly");
        cloud.addInstance((prepaid ? builder.yearlyMonthly() : builder).build());
    }

    @Override
    protected void givenSchema(Map<String, Object> schema) {
        LinkedRds rds = new LinkedRds(
                (String) schema.get("rdsId"), (String) schema.get("rdsName"), RdsStatus.NORMAL, Optional.empty());
        cloud.addSchema(
                new InstanceId((String) schema.get("instanceId")),
                new Schema((String) schema.get("schemaName"), "RUNNING", List.of(rds)));
    }

    /** Brings two about, so that a list in which the one is damaged still has one as the pact says. */
    @Override
    protected JobId givenFailedJob(InstanceId instanceId, GroupId groupId) {
        failedJob(instanceId, groupId);
        return failedJob(instanceId, groupId);
    }

    private JobId failedJob(InstanceId instanceId, GroupId groupId) {
        cloud.failNextJob("no capacity left");
        return cloud.scaleOutByOthers(instanceId, groupId, 1);
    }

    @Override
    protected void givenError(int status, String code, String message) {
        cloud.failNext(Fault.answer(status, code, message));
    }

    @Override
    public Map<String, Object> bring(ProviderState state) {
        return switch (state.getName()) {
            case "a token" -> token(state.getParams());
            case "an instance" -> instance(state.getParams());
            case "a schema" -> schema(state.getParams());
            case "a job", "a failed job" -> failedJob(state.getParams());
            case "an error" -> error(state.getParams());
            default -> throw new IllegalArgumentException("Unknown state " + state);
        };
    }

    @Override
    public boolean keepsItsPromise(String interaction, String body) {
        return keepsPromise(interaction, body);
    }

    @Override
    public void close() {
        server.close();
    }
}
