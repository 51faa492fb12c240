/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The fixture that the guide prints is the one of the example, which passes the contract. */
class AdapterGuideTest {

    private static final String EXAMPLE =
            "examples/custom-adapter/src/test/java/io/github/ddm4j/examples/custom/JdkFixture.java";
    private static final Pattern PRINTED =
            Pattern.compile("^final class MyFixture .*?^}$", Pattern.DOTALL | Pattern.MULTILINE);

    @Test
    void its_fixture_is_that_of_the_example_but_for_the_names() throws IOException {
        String example = Files.readString(Pages.ROOT.resolve(EXAMPLE))
                .replace("JdkFixture", "MyFixture")
                .replace("JdkScaleOutAdapter", "MyAdapter");
        Matcher printed = PRINTED.matcher(Files.readString(Pages.ROOT.resolve("docs/writing-an-adapter.md")));

        assertThat(printed.find()).isTrue();
        assertThat(words(example)).contains(words(printed.group()));
    }

    /** Lines may break elsewhere. */
    private static String words(String code) {
        return code.replaceAll("\\s+", "");
    }
}
