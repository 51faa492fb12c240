/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every link from page to page leads somewhere. */
class DocsLinksTest {

    /** A link in brackets, not one of the web. */
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#\\s]*)(?:#([^)\\s]+))?\\)");

    private static final Pattern CODE = Pattern.compile("^```.*?^```|`[^`\n]*`", Pattern.DOTALL | Pattern.MULTILINE);

    record Link(Path page, String target, String anchor) {
        Path file() {
            return target.isEmpty() ? page : page.resolveSibling(target).normalize();
        }

        @Override
        public String toString() {
            return Pages.name(page) + " -> " + target + (anchor.isEmpty() ? "" : "#" + anchor);
        }
    }

    static List<Link> links() throws IOException {
        return Pages.all().stream().flatMap(DocsLinksTest::linksOf).toList();
    }

    private static Stream<Link> linksOf(Path page) {
        Matcher links = LINK.matcher(CODE.matcher(read(page)).replaceAll("code"));
        return links.results().map(link -> new Link(page, link.group(1), link.group(2) == null ? "" : link.group(2)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("links")
    void a_link_leads_to_something_that_is_there(Link link) {
        assertThat(link.file()).exists();
        if (!link.anchor().isEmpty()) {
            assertThat(anchors(link.file())).contains(link.anchor());
        }
    }

    /** As they are made from headings: lower case, blanks to hyphens, no other signs. */
    private static List<String> anchors(Path page) {
        return read(page)
                .lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ +", "").toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .toList();
    }

    private static String read(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new IllegalStateException("No page at " + page, e);
        }
    }
}
