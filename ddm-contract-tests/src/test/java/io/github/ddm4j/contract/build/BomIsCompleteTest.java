/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** An import takes what the BOM and its parents manage: with no parent and no import in it, only these five entries. */
class BomIsCompleteTest {

    private Document bom;
    private Document root;

    @BeforeEach
    void read() throws Exception {
        bom = parse(Path.of("..", "ddm-bom", "pom.xml"));
        root = parse(Path.of("..", "pom.xml"));
    }

    @Test
    void the_bom_manages_every_published_module_and_nothing_else() {
        List<String> published = texts(root, "module").stream()
                .filter(module -> module.startsWith("ddm-") && !module.equals("ddm-bom"))
                .toList();

        assertThat(published)
                .containsExactlyInAnyOrder(
                        "ddm-core", "ddm-adapter-feign", "ddm-adapter-fake", "ddm-adapter-jdbc", "ddm-contract-tests");
        assertThat(managed("artifactId")).containsExactlyInAnyOrderElementsOf(published);
    }

    @Test
    void the_bom_pins_no_third_party_version() {
        assertThat(managed("groupId")).containsOnly("io.github.ddm4j");
        assertThat(texts(bom, "parent")).isEmpty();
        assertThat(texts(bom, "scope")).isEmpty();
        assertThat(texts(bom, "type")).isEmpty();
    }

    @Test
    void the_bom_and_the_modules_have_one_version() {
        String version = child(root.getDocumentElement(), "version");

        assertThat(child(bom.getDocumentElement(), "version")).isEqualTo(version);
        assertThat(managed("version")).containsOnly(version);
    }

    private List<String> managed(String tag) {
        List<String> found = new ArrayList<>();
        NodeList dependencies = bom.getElementsByTagName("dependency");
        for (int i = 0; i < dependencies.getLength(); i++) {
            found.add(child((Element) dependencies.item(i), tag));
        }
        return found;
    }

    private static String child(Element parent, String tag) {
        for (var node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node.getNodeName().equals(tag)) {
                return node.getTextContent().strip();
            }
        }
        throw new AssertionError("no <" + tag + "> in <" + parent.getTagName() + ">");
    }

    private static List<String> texts(Document pom, String tag) {
        List<String> found = new ArrayList<>();
        NodeList nodes = pom.getElementsByTagName(tag);
        for (int i = 0; i < nodes.getLength(); i++) {
            found.add(nodes.item(i).getTextContent().strip());
        }
        return found;
    }

    private static Document parse(Path pom) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(pom.toFile());
    }
}
