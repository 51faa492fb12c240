/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.pact;

import au.com.dius.pact.core.model.ProviderState;
import au.com.dius.pact.provider.junit5.PactVerificationContext;
import au.com.dius.pact.provider.junit5.PactVerificationInvocationContextProvider;
import au.com.dius.pact.provider.junitsupport.Provider;
import au.com.dius.pact.provider.junitsupport.State;
import au.com.dius.pact.provider.junitsupport.VerificationReports;
import au.com.dius.pact.provider.junitsupport.loader.PactSource;
import io.github.ddm4j.core.model.ProjectId;
import io.github.ddm4j.fake.FakeCloud;
import io.github.ddm4j.fake.FakeDdmServer;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

@Provider(DdmPactLoader.IAM)
@PactSource(DdmPactLoader.class)
@VerificationReports({})
class FakeIamVerificationTest implements DamagedFake.Verified {

    private final FakeCloud cloud = FakeCloud.builder().build();

    @AutoClose
    private final FakeDdmServer server = FakeDdmServer.start(cloud);

    @BeforeEach
    void aim(PactVerificationContext context) {
        context.setTarget(SingleSendTarget.at(endpoint()));
    }

    @TestTemplate
    @ExtendWith(PactVerificationInvocationContextProvider.class)
    void provider_answers_as_the_pact_says(PactVerificationContext interaction) {
        interaction.verifyInteraction();
    }

    @State("a user")
    Map<String, Object> user(Map<String, Object> state) {
        ProjectId project = new ProjectId((String) state.get("projectId"));
        cloud.addProject(project, (String) state.get("projectName"));
        cloud.addUser((String) state.get("domain"), (String) state.get("user"), (String) state.get("password"));
        return Map.of("token", cloud.issueToken(project));
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
