/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.core.flow.Submission;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pictures show all there is: no module, no outcome and no end of a submission is left out. */
class DiagramsTest {

    private static final Pattern DIAGRAM =
            Pattern.compile("^```mermaid\\R(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);

    @Test
    void the_hexagon_shows_every_module_that_runs() throws IOException {
        assertThat(firstDiagram("architecture.md"))
                .contains("ddm-core", "ddm-adapter-feign", "ddm-adapter-fake", "ddm-contract-tests")
                .contains("ScaleOutPort", "InstancePort", "JobPort");
    }

    @Test
    void the_tree_of_outcomes_ends_in_every_receipt_and_every_exception() throws IOException {
        assertThat(firstDiagram("outcomes.md"))
                .contains(names(ScaleOutReceipt.class))
                .contains(names(ScaleOutException.class));
    }

    @Test
    void the_life_of_a_submit_ends_in_every_answer_and_every_exception() throws IOException {
        assertThat(firstDiagram("flow.md"))
                .contains(names(Submission.Applied.class))
                .contains(Submission.FoundNotApplied.class.getSimpleName())
                .contains(names(ScaleOutException.class));
    }

    private static List<String> names(Class<?> sealed) {
        return Stream.of(sealed.getPermittedSubclasses())
                .map(Class::getSimpleName)
                .toList();
    }

    private static String firstDiagram(String page) throws IOException {
        Matcher diagram =
                DIAGRAM.matcher(Files.readString(Pages.ROOT.resolve("docs").resolve(page)));
        assertThat(diagram.find()).as("a diagram in docs/%s", page).isTrue();
        return diagram.group(1);
    }
}
