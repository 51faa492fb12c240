/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import static org.assertj.core.api.Assertions.assertThat;

import com.huaweicloud.sdk.core.auth.BasicCredentials;
import com.huaweicloud.sdk.ddm.v1.DdmClient;
import com.huaweicloud.sdk.ddm.v1.model.EnlargeRequest;
import com.huaweicloud.sdk.ddm.v1.model.ExpandInstanceNodesRequest;
import com.huaweicloud.sdk.ddm.v1.model.ExpandInstanceNodesResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The official SDK's side of the guide is code that compiles and works: this. */
class MigrationGuideTest {

    private static final Path GUIDE = Path.of("../docs/migrating-from-the-official-sdk.md");
    private static final Path THIS = Path.of("src/test/java/io/github/ddm4j/fake/MigrationGuideTest.java");
    private static final Pattern BLOCK =
            Pattern.compile("^```java sdk\\R(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);

    @Test
    void the_call_of_the_guide_orders_a_node() {
        String accessKey = Examples.ACCESS_KEY;
        String secretKey = Examples.SECRET_KEY;
        String projectId = Examples.PROJECT.value();
        String instanceId = Examples.INSTANCE.value();
        String flavorId = Examples.FLAVOR.value();
        FakeCloud cloud = FakeCloud.withExamples();
        try (FakeDdmServer server = FakeDdmServer.start(cloud)) {
            String endpoint = server.uri().toString();

            DdmClient client = DdmClient.newBuilder()
                    .withCredential(new BasicCredentials()
                            .withAk(accessKey)
                            .withSk(secretKey)
                            .withProjectId(projectId))
                    .withEndpoints(List.of(endpoint))
                    .build();

            ExpandInstanceNodesResponse reply = client.expandInstanceNodes(new ExpandInstanceNodesRequest()
                    .withInstanceId(instanceId)
                    .withBody(new EnlargeRequest().withFlavorId(flavorId).withNodeNumber(1)));

            String job = reply.getJobId();

            assertThat(cloud.jobs(Examples.PROJECT).get(0).id().value()).isEqualTo(job);
        }
    }

    @Test
    void the_guide_shows_the_code_above() throws IOException {
        Matcher block = BLOCK.matcher(Files.readString(GUIDE));

        assertThat(block.find()).isTrue();
        assertThat(bare(Files.readString(THIS))).contains(bare(block.group(1)));
    }

    private static String bare(String code) {
        return code.replaceAll("(?m) //.*$", "").replaceAll("\\s+", "");
    }
}
