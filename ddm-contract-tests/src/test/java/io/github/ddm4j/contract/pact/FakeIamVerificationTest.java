/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.pact;

import au.com.dius.pact.core.model.ProviderState;
import au.com.dius.pact.provider.junitsupport.VerificationReports;
import io.github.ddm4j.core.model.ProjectId;
import io.github.ddm4j.fake.FakeCloud;
import io.github.ddm4j.fake.FakeDdmServer;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;

@VerificationReports({})
class FakeIamVerificationTest extends IamProviderVerification implements DamagedFake.Verified {

    private final FakeCloud cloud = FakeCloud.builder().build();

    @AutoClose
    private final FakeDdmServer server = FakeDdmServer.start(cloud);

    @Override
    protected String givenUser(Map<String, Object> state) {
        ProjectId project = new ProjectId((String) state.get("projectId"));
        cloud.addProject(project, (String) state.get("projectName"));
        cloud.addUser((String) state.get("domain"), (String) state.get("user"), (String) state.get("password"));
        return cloud.issueToken(project);
    }

    @Override
    public URI endpoint() {
        return server.uri();
    }

    @Override
    public Map<String, Object> bring(ProviderState state) {
        return user(state.getParams());
    }

    @Override
    public void close() {
        server.close();
    }
}
