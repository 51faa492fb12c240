/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who has read one module's page finds the way through all of them. */
class ModulePagesTest {

    private static final List<String> HEADINGS =
            List.of("## In code", "## What is in it", "## What can go wrong", "## Read on");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ddm-bom",
                "ddm-core",
                "ddm-adapter-feign",
                "ddm-adapter-fake",
                "ddm-adapter-jdbc",
                "ddm-contract-tests"
            })
    void a_page_has_its_module_as_title_and_the_same_headings_as_all(String module) throws IOException {
        List<String> page = Files.readAllLines(Pages.ROOT.resolve(module).resolve("README.md"));

        assertThat(page.get(0)).isEqualTo("# " + module);
        assertThat(page).filteredOn(line -> line.startsWith("## ")).isEqualTo(HEADINGS);
    }
}
