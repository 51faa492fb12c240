/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.build;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.flow.ScaleOutIncompleteException;
import io.github.ddm4j.core.model.Doubt;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The meters and {@code docs/operating.md} speak of the same things. */
class MetersAreDocumentedTest {

    private static final Path DOCS = Path.of("..", "docs");
    private static final Pattern WORD = Pattern.compile("`([\\w.-]+)`");

    private static PrometheusMeterRegistry meters;
    private static String page;

    @BeforeAll
    static void everythingHappens() throws Exception {
        meters = MeasuredWorld.run();
        page = Files.readString(DOCS.resolve("operating.md"));
    }

    private static Stream<Meter.Id> ours() {
        return meters.getMeters().stream().map(Meter::getId).filter(id -> id.getName()
                .startsWith("ddm."));
    }

    /** The rows of the page's tables whose first cell begins so. */
    private static Stream<String[]> rows(String start) {
        return page.lines().filter(line -> line.startsWith("| `" + start)).map(line -> line.split("(?<!\\\\)\\|"));
    }

    private static Set<String> words(String text) {
        return matches(WORD, text).map(found -> found.group(1)).collect(toCollection(TreeSet::new));
    }

    private static Stream<MatchResult> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results();
    }

    private static Set<String> documented(String tag) {
        return rows(tag + "`").flatMap(cells -> words(cells[2]).stream()).collect(toCollection(TreeSet::new));
    }

    @Test
    void every_meter_is_documented_with_its_tags_and_no_other_one_is() {
        TreeMap<String, Set<String>> registered = new TreeMap<>();
        ours().forEach(id -> registered
                .computeIfAbsent(id.getName(), name -> new TreeSet<>())
                .addAll(id.getTags().stream().map(Tag::getKey).toList()));
        TreeMap<String, Set<String>> listed = new TreeMap<>();
        rows("ddm.").forEach(cells -> listed.put(words(cells[1]).iterator().next(), words(cells[3])));

        assertThat(registered).isEqualTo(listed);
    }

    @Test
    void tags_have_documented_values_only() {
        assertThat(ours().flatMap(id -> id.getTags().stream()))
                .isNotEmpty()
                .allSatisfy(tag -> assertThat(documented(tag.getKey())).contains(tag.getValue()));
    }

    @Test
    void the_alerts_of_the_journal_find_their_series() throws IOException {
        String alerts = Files.readString(DOCS.resolve("prometheus-alerts.yml"));
        List<String> series = matches(Pattern.compile("ddm_journal_\\w+(\\{[^}]*})?"), alerts)
                .map(MatchResult::group)
                .toList();

        assertThat(series).hasSize(3);
        String scraped = meters.scrape();
        assertThat(series).allSatisfy(name -> assertThat(scraped).contains("\n" + name));
    }

    @Test
    void the_documented_reasons_are_all_there_are() {
        Set<String> reasons = Stream.of(RejectionReason.values(), Doubt.values(), reasonsOfWaits())
                .flatMap(Arrays::stream)
                .map(reason -> ((Enum<?>) reason).name().toLowerCase(Locale.ROOT))
                .collect(toCollection(TreeSet::new));
        reasons.addAll(List.of("none", "job_started", "order_placed", "outage", "throttled", "held_back"));

        assertThat(documented("reason")).isEqualTo(reasons);
    }

    private static ScaleOutIncompleteException.Reason[] reasonsOfWaits() {
        return ScaleOutIncompleteException.Reason.values();
    }

    @Test
    void each_ending_is_counted_under_its_own_name() {
        assertThat(meters.get("ddm.orders")
                        .tags("outcome", "unknown", "via", "port")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(meters.get("ddm.orders")
                        .tags("outcome", "unknown", "via", "flow")
                        .counter()
                        .count())
                .isEqualTo(3);
        assertThat(count("ddm.submissions", "ok", "job_started")).isEqualTo(3);
        assertThat(count("ddm.submissions", "ok", "order_placed")).isEqualTo(2);
        assertThat(count("ddm.submissions", "invalid", "none")).isEqualTo(1);
        assertThat(count("ddm.submissions", "rejected", "not_found")).isEqualTo(1);
        assertThat(count("ddm.submissions", "found_applied", "none")).isEqualTo(1);
        assertThat(count("ddm.submissions", "found_not_applied", "none")).isEqualTo(1);
        assertThat(count("ddm.submissions", "unknown", "unseen_order")).isEqualTo(1);
        assertThat(count("ddm.reconciliations", "found_applied", "none")).isEqualTo(1);
        assertThat(count("ddm.reconciliations", "found_not_applied", "none")).isEqualTo(1);
        assertThat(count("ddm.reconciliations", "unknown", "unseen_order")).isEqualTo(1);
        assertThat(count("ddm.waits", "ok", "none")).isEqualTo(1);
        assertThat(count("ddm.waits", "incomplete", "job_failed")).isEqualTo(1);
        assertThat(count("ddm.waits", "incomplete", "closed"))
                .as("not the cancelled one")
                .isEqualTo(1);
        assertThat(count("ddm.token.renewals", "ok", "none")).isEqualTo(1);
        assertThat(count("ddm.token.renewals", "rejected", "access")).isEqualTo(1);
    }

    private static double count(String name, String outcome, String reason) {
        return meters.get(name)
                .tags("outcome", outcome, "reason", reason)
                .meter()
                .measure()
                .iterator()
                .next()
                .getValue();
    }

    @Test
    void reconciliations_and_waits_last_as_long_as_they_did() {
        assertThat(meters.get("ddm.reconciliations")
                        .tag("outcome", "found_not_applied")
                        .timer()
                        .totalTime(TimeUnit.MILLISECONDS))
                .isBetween(20.0, (double) MeasuredWorld.PATIENCE.toMillis());
        assertThat(meters.get("ddm.waits").tag("outcome", "ok").timer().totalTime(TimeUnit.MILLISECONDS))
                .isBetween(1.0, (double) MeasuredWorld.PATIENCE.toMillis());
    }
}
