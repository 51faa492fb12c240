/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.jdbc.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.model.IdempotencyKey;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.model.Stamp;
import io.github.ddm4j.core.port.SubmissionJournal;
import io.github.ddm4j.core.port.SubmissionJournal.Entry;
import io.github.ddm4j.fake.Examples;
import io.github.ddm4j.fake.FakeCloud;
import io.github.ddm4j.fake.InMemoryScaleOutAdapter;
import io.github.ddm4j.fake.journal.InMemorySubmissionJournal;
import io.github.ddm4j.jdbc.JdbcJournalException;
import io.github.ddm4j.jdbc.JdbcSubmissionJournal;
import io.github.ddm4j.jdbc.micrometer.JournalMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.io.support.SpringFactoriesLoader;

class DdmJournalAutoConfigurationTest {

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(DdmJournalAutoConfiguration.class));

    private final ApplicationContextRunner enabled = runner.withPropertyValues(
            "ddm.journal.enabled=true",
            "ddm.journal.create-table-if-missing=true",
            "ddm.journal.database-may-forget=true");

    private static DataSource database(String name) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1");
        return source;
    }

    private static ScaleOutFlow flow(SubmissionJournal journal) {
        return ScaleOutFlow.builder(InMemoryScaleOutAdapter.builder(FakeCloud.withExamples(), Examples.PROJECT)
                        .token(Examples.TOKEN)
                        .build())
                .journal(journal)
                .build();
    }

    private static Throwable cause(AssertableApplicationContext context) {
        return Stream.iterate(context.getStartupFailure(), cause -> cause != null, Throwable::getCause)
                .reduce((outer, inner) -> inner)
                .orElseThrow();
    }

    @Test
    void nothing_is_there_unless_it_is_switched_on() {
        runner.withBean(DataSource.class, () -> database("off"))
                .run(context -> assertThat(context).doesNotHaveBean(SubmissionJournal.class));
    }

    @Test
    void switched_on_the_journal_is_on_the_only_data_source_and_ends_with_the_context() {
        JdbcSubmissionJournal[] left = new JdbcSubmissionJournal[1];
        enabled.withBean(DataSource.class, () -> database("only")).run(context -> {
            left[0] = context.getBean(JdbcSubmissionJournal.class);
            assertThat(left[0].open(1)).isEmpty();
        });
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> left[0].open(1)))
                .isInstanceOf(JdbcJournalException.class);
    }

    @Test
    void switched_on_without_a_data_source_the_application_does_not_start() {
        enabled.run(context -> assertThat(cause(context))
                .hasMessage("ddm.journal.enabled is true, and there is no DataSource: define one, or a bean named"
                        + " ddmJournalDataSource"));
    }

    @Test
    void of_several_data_sources_the_one_of_its_own_name_is_taken() {
        enabled.withPropertyValues("ddm.journal.table=of_its_own")
                .withBean("one", DataSource.class, () -> database("one"))
                .withBean("ddmJournalDataSource", DataSource.class, () -> database("own"))
                .run(context -> {
                    assertThat(context).hasSingleBean(SubmissionJournal.class);
                    assertThat(hasTable(context.getBean("ddmJournalDataSource", DataSource.class)))
                            .isTrue();
                    assertThat(hasTable(context.getBean("one", DataSource.class)))
                            .isFalse();
                });
        enabled.withBean("one", DataSource.class, () -> database("one"))
                .withBean("two", DataSource.class, () -> database("two"))
                .run(context ->
                        assertThat(cause(context)).hasMessageContaining("no primary DataSource among [one, two]"));
    }

    private static boolean hasTable(DataSource source) throws Exception {
        try (var connection = source.getConnection();
                var tables = connection.getMetaData().getTables(null, null, "OF_ITS_OWN", null)) {
            return tables.next();
        }
    }

    @Test
    void a_journal_of_the_application_takes_its_place() {
        enabled.withBean(SubmissionJournal.class, InMemorySubmissionJournal::create)
                .run(context -> assertThat(context).doesNotHaveBean(JdbcSubmissionJournal.class));
    }

    @Test
    void everything_that_is_wrong_stops_the_start_by_its_name_and_as_it_was_written() {
        enabled.withBean(DataSource.class, () -> database("wrong"))
                .withPropertyValues(
                        "ddm.journal.max-connections=0",
                        "ddm.journal.timeout=500ms",
                        "ddm.journal.schema=a.b",
                        "ddm.journal.table=${DDM_TABLE}",
                        "ddm.journal.create-table-if-missing=maybe")
                .run(context -> assertThat(analysis(context))
                        .isEqualToIgnoringNewLines("The settings of ddm4j's journal are not usable:"
                                + "    ddm.journal.schema must be made of letters, digits and '_', up to 41 of them,"
                                + " but was 'a.b'"
                                + "    ddm.journal.table is taken from DDM_TABLE, which is not set"
                                + "    ddm.journal.timeout must be from 1 s to 5 min, but was '500ms'"
                                + "    ddm.journal.max-connections must be at least 1, but was '0'"
                                + "    ddm.journal.create-table-if-missing must be true or false, but was 'maybe'"));
    }

    private static String analysis(AssertableApplicationContext context) {
        FailureAnalysis analysis = new InvalidJournalPropertiesFailureAnalyzer().analyze(context.getStartupFailure());
        assertThat(analysis).as("%s", context.getStartupFailure()).isNotNull();
        return analysis.getDescription();
    }

    @Test
    void a_number_alone_counts_seconds() {
        enabled.withBean(DataSource.class, () -> database("seconds"))
                .withPropertyValues("ddm.journal.timeout=300")
                .run(context -> assertThat(context).hasSingleBean(JdbcSubmissionJournal.class));
        enabled.withBean(DataSource.class, () -> database("seconds"))
                .withPropertyValues("ddm.journal.timeout=301")
                .run(context -> assertThat(analysis(context))
                        .contains("ddm.journal.timeout must be from 1 s to 5 min, but was '301'"));
    }

    @Test
    void an_empty_property_is_as_one_that_is_absent() {
        enabled.withBean(DataSource.class, () -> database("empties"))
                .withPropertyValues(
                        "ddm.journal.schema=${NOT_THERE:}",
                        "ddm.journal.table=",
                        "ddm.journal.timeout=",
                        "ddm.journal.max-connections=")
                .run(context -> assertThat(context).hasSingleBean(JdbcSubmissionJournal.class));
        runner.withPropertyValues("ddm.journal.enabled=${NOT_THERE:}")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(SubmissionJournal.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "TRUE", "yes", "on", "1"})
    void each_word_for_yes_switches_the_journal_on(String yes) {
        enabled.withBean(DataSource.class, () -> database("on"))
                .withPropertyValues("ddm.journal.enabled=" + yes)
                .run(context -> assertThat(context).hasSingleBean(JdbcSubmissionJournal.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ture", "${DDM_JOURNAL}"})
    void a_journal_that_is_neither_on_nor_off_stops_the_start(String neither) {
        enabled.withBean(DataSource.class, () -> database("neither"))
                .withPropertyValues("ddm.journal.enabled=" + neither)
                .run(context -> assertThat(analysis(context)).contains("ddm.journal.enabled "));
    }

    @Test
    void the_analyzer_is_found_by_spring_boot() {
        assertThat(SpringFactoriesLoader.forDefaultResourceLocation()
                        .load(FailureAnalyzer.class, (type, name, othersNeedABeanFactory) -> {}))
                .hasAtLeastOneElementOfType(InvalidJournalPropertiesFailureAnalyzer.class);
    }

    @Test
    void a_missing_table_stops_the_start() {
        runner.withPropertyValues("ddm.journal.enabled=true", "ddm.journal.database-may-forget=true")
                .withBean(DataSource.class, () -> database("empty"))
                .run(context -> assertThat(cause(context))
                        .isInstanceOf(JdbcJournalException.class)
                        .hasMessageContaining("ddm_journal"));
    }

    @Test
    void a_key_in_doubt_makes_the_health_unknown_and_is_named() {
        SubmissionJournal journal = InMemorySubmissionJournal.create();
        enabled.withBean(SubmissionJournal.class, () -> journal)
                .withBean(ScaleOutFlow.class, () -> flow(journal))
                .run(context -> {
                    HealthIndicator indicator = context.getBean("ddmJournalHealthIndicator", HealthIndicator.class);
                    assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
                    journal.insert(new Entry(
                            new IdempotencyKey("ticket 7"),
                            Examples.INSTANCE,
                            true,
                            Optional.empty(),
                            Stamp.random(),
                            Duration.ZERO,
                            "1 IN_DOUBT digest=x word=FENCED\nwhy=nobody knows"));

                    Health health = indicator.health();
                    assertThat(health.getStatus()).isEqualTo(Status.UNKNOWN);
                    assertThat(health.getDetails())
                            .containsEntry("inDoubt", 1)
                            .hasEntrySatisfying("ticket 7", summary -> assertThat(summary.toString())
                                    .contains("nobody knows"));
                });
    }

    @Test
    void a_journal_that_does_not_answer_makes_the_health_unknown() {
        InMemorySubmissionJournal journal = InMemorySubmissionJournal.create();
        enabled.withBean(SubmissionJournal.class, () -> journal)
                .withBean(ScaleOutFlow.class, () -> flow(journal))
                .run(context -> {
                    journal.close();

                    Health health = context.getBean("ddmJournalHealthIndicator", HealthIndicator.class)
                            .health();
                    assertThat(health.getStatus()).isEqualTo(Status.UNKNOWN);
                    assertThat(health.getDetails()).containsKey("journal");
                });
    }

    @Test
    void the_meters_watch_the_flow_where_micrometer_is_there() {
        SubmissionJournal journal = InMemorySubmissionJournal.create();
        MeterRegistry meters = new SimpleMeterRegistry();
        enabled.withBean(SubmissionJournal.class, () -> journal)
                .withBean(MeterRegistry.class, () -> meters)
                .withBean(ScaleOutFlow.class, () -> flow(journal))
                .run(context -> {
                    assertThat(context).hasSingleBean(JournalMetrics.class);
                    context.getBean(ScaleOutFlow.class)
                            .submit(
                                    new IdempotencyKey("ticket 7"),
                                    Examples.INSTANCE,
                                    ScaleOutRequest.builder(Examples.FLAVOR.value(), 1)
                                            .build());
                    assertThat(meters.get("ddm.journal.unsettled")
                                    .tag("state", "in_doubt")
                                    .gauge()
                                    .value())
                            .isZero();
                });
    }

    @Test
    void neither_the_actuator_nor_micrometer_is_needed() {
        enabled.withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate.health", "io.micrometer"))
                .withBean(SubmissionJournal.class, InMemorySubmissionJournal::create)
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void the_metadata_names_exactly_the_properties_there_are() throws IOException {
        Stream<String> bound = Arrays.stream(DdmJournalProperties.class.getRecordComponents())
                .map(part -> "ddm.journal." + part.getName().replaceAll("([A-Z])", "-$1"))
                .map(name -> name.toLowerCase(Locale.ROOT));
        try (InputStream file =
                DdmJournalAutoConfiguration.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            Stream<JsonNode> entries = StreamSupport.stream(
                    new ObjectMapper().readTree(file).get("properties").spliterator(), false);
            assertThat(entries.map(entry -> entry.get("name").asText()))
                    .containsExactlyInAnyOrderElementsOf(
                            Stream.concat(bound, Stream.of("management.health.ddm-journal.enabled"))
                                    .toList());
        }
    }
}
