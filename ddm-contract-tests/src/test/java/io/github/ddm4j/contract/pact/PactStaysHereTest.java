/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.pact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Which classes use Pact, {@code ArchitectureTest} looks at. */
class PactStaysHereTest {

    @Test
    void nothing_of_pact_is_passed_on_to_users_of_the_kit() throws Exception {
        Element pom = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new File("pom.xml"))
                .getDocumentElement();
        NodeList dependencies = pom.getElementsByTagName("dependency");
        List<String> passedOn = new ArrayList<>();
        for (int i = 0; i < dependencies.getLength(); i++) {
            Element dependency = (Element) dependencies.item(i);
            String scope = text(dependency, "scope");
            boolean managed =
                    dependency.getParentNode().getParentNode().getNodeName().equals("dependencyManagement");
            if (!managed && (scope.isEmpty() || scope.equals("compile") || scope.equals("runtime"))) {
                passedOn.add(text(dependency, "groupId"));
            }
        }
        assertThat(passedOn)
                .isNotEmpty()
                .noneMatch(group -> group.matches("(au\\.com\\.dius|io\\.pact|org\\.jetbrains|org\\.apache\\.http).*"));
    }

    @Test
    void runs_are_reported_to_nobody() {
        assertThat(System.getProperty("pact_do_not_track")).isEqualTo("true");
    }

    private static String text(Element dependency, String name) {
        NodeList found = dependency.getElementsByTagName(name);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent();
    }
}
