/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.contract.fixture.AdapterSettings;
import io.github.ddm4j.contract.fixture.ScaleOutFixture;
import io.github.ddm4j.core.port.AuditPort;
import io.github.ddm4j.core.port.InstancePort;
import io.github.ddm4j.core.port.JobPort;
import io.github.ddm4j.core.port.ScaleOutPort;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The kit lets nobody off. */
class KitIsStrictTest {

    private static final List<String> WAYS_TO_SKIP = List.of(
            "org/junit/jupiter/api/Assumptions",
            "org/assertj/core/api/Assumptions",
            "org/junit/jupiter/api/Disabled",
            "org/junit/jupiter/api/condition/",
            "org/junit/jupiter/api/extension/ExecutionCondition",
            "org/opentest4j/TestAbortedException");

    @Test
    void an_adapter_that_does_nothing_breaks_every_rule() {
        assertBreaksEveryRule(settings -> new Hollow(settings, () -> null));
    }

    @Test
    void an_adapter_that_fails_at_everything_breaks_every_rule() {
        assertBreaksEveryRule(settings -> new Hollow(settings, () -> {
            throw new IllegalStateException("fails at everything");
        }));
    }

    @Test
    void a_fixture_that_aborts_is_a_failure_and_no_way_out() {
        assertBreaksEveryRule(settings -> Assumptions.abort("not today"));
    }

    @Test
    void an_adapter_that_keeps_the_contract_passes_every_rule() {
        KitRun run = KitRun.against(InMemoryFixture::new, 10);

        assertThat(run.kept()).containsExactly(ContractRule.values());
        run.tests().assertStatistics(tests -> tests.failed(0).skipped(0).aborted(0));
    }

    @Test
    void no_class_of_the_kit_knows_how_to_skip_or_to_sleep() throws IOException {
        for (Path kit : classFiles()) {
            String bytes = Files.readString(kit, StandardCharsets.ISO_8859_1);
            assertThat(WAYS_TO_SKIP).as(kit.toString()).noneMatch(bytes::contains);
            assertThat(bytes).as(kit.toString()).doesNotContain("sleep", "parkNanos");
        }
    }

    @Test
    void the_scan_for_ways_to_skip_finds_one() throws IOException {
        try (InputStream own = KitIsStrictTest.class.getResourceAsStream("KitIsStrictTest.class")) {
            String bytes = new String(own.readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(WAYS_TO_SKIP).anyMatch(bytes::contains);
        }
    }

    private static List<Path> classFiles() throws IOException {
        Path root = Path.of("target", "classes", "io", "github", "ddm4j", "contract");
        try (Stream<Path> files = Files.walk(root)) {
            List<Path> classes =
                    files.filter(file -> file.toString().endsWith(".class")).toList();
            assertThat(classes).hasSizeGreaterThan(20);
            return classes;
        }
    }

    private static void assertBreaksEveryRule(Function<AdapterSettings, ScaleOutFixture> fixture) {
        KitRun run = KitRun.against(fixture, 0.05);
        assertThat(run.passed()).as("tests that let it pass").isEmpty();

        assertThat(run.broken()).containsExactly(ContractRule.values());
        run.tests().assertStatistics(tests -> tests.succeeded(0).skipped(0).aborted(0));
    }

    /** A good far side, and an adapter that is none. */
    private static final class Hollow extends ForwardingFixture {

        private interface Deed {
            Object call();
        }

        private final Deed deed;

        Hollow(AdapterSettings settings, Deed deed) {
            super(new InMemoryFixture(settings));
            this.deed = deed;
        }

        @Override
        public ScaleOutPort port() {
            return hollow(ScaleOutPort.class);
        }

        @Override
        public InstancePort instances() {
            return hollow(InstancePort.class);
        }

        @Override
        public JobPort jobs() {
            return hollow(JobPort.class);
        }

        @Override
        public AuditPort auditLog() {
            return hollow(AuditPort.class);
        }

        @Override
        public void closeAdapter() {
            deed.call();
        }

        private <T> T hollow(Class<T> port) {
            return port.cast(Proxy.newProxyInstance(
                    port.getClassLoader(), new Class<?>[] {port}, (proxy, method, arguments) -> deed.call()));
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {FeignAdapterContractTest.class, InMemoryAdapterContractTest.class})
    void an_adapter_of_ours_meets_every_suite(Class<?> test) {
        assertThat(suites(test)).containsExactlyInAnyOrderElementsOf(suites(ScaleOutContract.class));
    }

    private static List<String> suites(Class<?> test) {
        return Arrays.stream(test.getDeclaredClasses())
                .map(suite -> suite.getSuperclass().getName())
                .toList();
    }
}
