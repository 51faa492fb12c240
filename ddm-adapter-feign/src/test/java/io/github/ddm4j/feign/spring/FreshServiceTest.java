/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ddm4j.feign.spring.Series.Selector;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.metrics.MetricsAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.metrics.export.prometheus.PrometheusMetricsExportAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.observation.ObservationAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/**
 * A service that was started a moment ago, with the dependencies that the guide names and nothing of Resilience4j's own for
 * Spring. Prometheus sees no increase in a series that begins with it, so all that an alert looks at is there at 0.
 */
class FreshServiceTest {

    private static final Path DOCS = Path.of("..", "docs");
    private static final Pattern ALERT = Pattern.compile("(?m)^ +- alert: (\\w+)\\R +expr: (.+)$");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(Ddm\\w+)` \\|");
    private static final List<Series> FRESH = scrape(service());

    private static ApplicationContextRunner service() {
        return Contexts.usable()
                .withConfiguration(AutoConfigurations.of(
                        MetricsAutoConfiguration.class,
                        CompositeMeterRegistryAutoConfiguration.class,
                        PrometheusMetricsExportAutoConfiguration.class,
                        ObservationAutoConfiguration.class));
    }

    private static List<Series> scrape(ApplicationContextRunner service) {
        AtomicReference<String> scraped = new AtomicReference<>("");
        service.run(context -> {
            assertThat(context).hasNotFailed();
            scraped.set(context.getBean(PrometheusMeterRegistry.class).scrape());
        });
        return Series.of(scraped.get());
    }

    /** The journal's alerts look at meters of another adapter. */
    static Stream<Selector> selectorsOfAlerts() throws IOException {
        String alerts = Files.readString(DOCS.resolve("prometheus-alerts.yml"));
        return ALERT.matcher(alerts.substring(0, alerts.indexOf("- name: ddm4j-journal")))
                .results()
                .flatMap(alert -> Selector.in(alert.group(2)).stream());
    }

    static Stream<Selector> selectorsOfPanels() throws IOException {
        return new ObjectMapper()
                        .readTree(DOCS.resolve("grafana-dashboard.json").toFile())
                        .path("panels")
                        .findValuesAsText("expr")
                        .stream()
                        .flatMap(query -> Selector.in(query).stream());
    }

    @ParameterizedTest
    @MethodSource("selectorsOfAlerts")
    void every_alert_finds_its_series_at_0(Selector selector) {
        assertThat(FRESH.stream().filter(selector.selects()))
                .isNotEmpty()
                .allSatisfy(series -> assertThat(series.value()).isZero());
    }

    @ParameterizedTest
    @MethodSource("selectorsOfPanels")
    void every_panel_finds_its_series(Selector selector) {
        assertThat(FRESH.stream().filter(selector.selects())).isNotEmpty();
    }

    @Test
    void the_page_says_what_to_do_for_each_alert() throws IOException {
        String page = Files.readString(DOCS.resolve("operating.md"));
        int start = page.indexOf("\n## Alerts\n");
        Stream<String> explained = ROW.matcher(page.substring(start, page.indexOf("\n## ", start + 1)))
                .results()
                .map(row -> row.group(1));
        Stream<String> alerts = ALERT.matcher(Files.readString(DOCS.resolve("prometheus-alerts.yml")))
                .results()
                .map(alert -> alert.group(1));

        assertThat(explained.toList()).hasSizeGreaterThan(5).containsExactlyElementsOf(alerts.toList());
    }

    @Test
    void both_breakers_are_bound_once_with_and_without_a_registry_of_the_application() {
        for (ApplicationContextRunner service : List.of(
                service(), service().withBean(CircuitBreakerRegistry.class, CircuitBreakerRegistry::ofDefaults))) {
            List<Series> closed = scrape(service).stream()
                    .filter(series -> series.name().equals("ddm_circuitbreaker_state"))
                    .filter(series -> series.value() == 1)
                    .toList();
            assertThat(closed)
                    .extracting(series -> series.labels().get("name"), series -> series.labels()
                            .get("state"))
                    .containsExactlyInAnyOrder(tuple("ddm-scale-out", "closed"), tuple("ddm-read", "closed"));
        }
    }

    @Test
    void no_series_is_there_twice() {
        Set<Object> seen = new HashSet<>();
        assertThat(FRESH).allMatch(series -> seen.add(List.of(series.name(), series.labels())));
    }
}
