/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.pact;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

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
    void kit_does_without_pact() {
        JavaClasses kit = new ClassFileImporter().importPath(Path.of("target/classes"));
        noClasses()
                .that()
                .resideOutsideOfPackage("io.github.ddm4j.contract.pact")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("au.com.dius..", "kotlin..", "org.apache.hc..", "io.github.ddm4j.contract.pact")
                .allowEmptyShould(true)
                .check(kit);
    }

    private static String text(Element dependency, String name) {
        NodeList found = dependency.getElementsByTagName(name);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent();
    }
}
