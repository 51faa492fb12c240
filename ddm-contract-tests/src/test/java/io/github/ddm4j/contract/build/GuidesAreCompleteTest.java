/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.contract.fixture.ScaleOutFixture;
import io.github.ddm4j.core.ScaleOutFlowBuilder;
import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.flow.FlowEvent;
import io.github.ddm4j.core.flow.ScaleOutIncompleteException;
import io.github.ddm4j.fake.Examples;
import io.github.ddm4j.fake.Fault;
import io.github.ddm4j.feign.FeignScaleOutAdapter;
import io.github.ddm4j.feign.http.HttpSettings;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What can be set, written, broken or refused is told where somebody would look for it. */
class GuidesAreCompleteTest {

    @Test
    void the_guide_to_adapters_names_every_member_of_the_fixture() throws IOException {
        assertNamed("docs/writing-an-adapter.md", methods(ScaleOutFixture.class));
    }

    @Test
    void the_page_of_the_flow_names_every_option() throws IOException {
        assertNamed("docs/flow.md", options(ScaleOutFlowBuilder.class));
    }

    @Test
    void the_page_of_the_adapter_names_every_setting() throws IOException {
        assertNamed("ddm-adapter-feign/README.md", options(FeignScaleOutAdapter.Builder.class));
        assertNamed("ddm-adapter-feign/README.md", options(HttpSettings.Builder.class));
    }

    @Test
    void the_guide_to_testing_names_every_fault() throws IOException {
        assertNamed("docs/testing-with-the-fake.md", methods(Fault.class));
    }

    @Test
    void the_guide_to_testing_names_all_that_the_examples_hold() throws IOException {
        assertNamed(
                "docs/testing-with-the-fake.md",
                Arrays.stream(Examples.class.getFields()).map(Field::getName));
    }

    @Test
    void the_page_of_the_flow_names_every_event() throws IOException {
        assertNamed(
                "docs/flow.md",
                Arrays.stream(FlowEvent.class.getDeclaredClasses())
                        .filter(Class::isRecord)
                        .map(Class::getSimpleName));
    }

    @ParameterizedTest
    @EnumSource
    void the_page_of_outcomes_tells_what_to_do_for_each_reason(RejectionReason reason) throws IOException {
        boolean repeat = new ScaleOutRejectedException(reason, "m", ProviderError.NONE).safeToRepeat();

        assertThat(read("docs/outcomes.md").lines())
                .filteredOn(line -> line.startsWith("| `" + reason + "` |"))
                .singleElement()
                .asString()
                .matches(".*\\| (\\*\\*)?" + repeat + "(\\*\\*)? \\|");
    }

    @ParameterizedTest
    @EnumSource
    void the_page_of_outcomes_names_each_bad_end_of_a_wait(ScaleOutIncompleteException.Reason reason)
            throws IOException {
        assertThat(read("docs/outcomes.md")).contains("`" + reason + "`");
    }

    private static void assertNamed(String page, Stream<String> names) throws IOException {
        String text = read(page);
        assertThat(names.distinct()).isNotEmpty().allSatisfy(name -> assertThat(text)
                .containsPattern("[`.(,]" + name + "\\b"));
    }

    private static Stream<String> options(Class<?> builder) {
        return Arrays.stream(builder.getDeclaredMethods())
                .filter(method -> method.getReturnType() == builder)
                .filter(GuidesAreCompleteTest::isPublic)
                .map(Method::getName);
    }

    private static Stream<String> methods(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(GuidesAreCompleteTest::isPublic)
                .map(Method::getName)
                .filter(name -> !name.equals("toString"));
    }

    private static boolean isPublic(Method method) {
        return Modifier.isPublic(method.getModifiers()) && !method.isSynthetic();
    }

    private static String read(String page) throws IOException {
        return Files.readString(Pages.ROOT.resolve(page));
    }
}
