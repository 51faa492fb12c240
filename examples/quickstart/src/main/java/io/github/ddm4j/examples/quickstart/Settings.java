/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.examples.quickstart;

import com.zaxxer.hikari.HikariConfig;
import io.github.ddm4j.core.exception.InvalidScaleOutException;
import io.github.ddm4j.core.model.FlavorId;
import io.github.ddm4j.core.model.GroupId;
import io.github.ddm4j.core.model.IdempotencyKey;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.NodeTarget;
import io.github.ddm4j.core.model.ProjectId;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.feign.AuditSettings;
import io.github.ddm4j.feign.FeignScaleOutAdapter;
import io.github.ddm4j.feign.auth.AccessKey;
import io.github.ddm4j.feign.auth.AuthToken;
import io.github.ddm4j.feign.auth.AuthTokenProvider;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Reads settings one by one, and keeps what is wrong with each. What is read is null where something is wrong; {@link
 * #check()} then says all of it at once.
 */
final class Settings {

    private final Map<String, String> given;
    private final List<String> problems = new ArrayList<>();

    /** @param given values by the names of the variables */
    Settings(Map<String, String> given) {
        this.given = given;
    }

    /** The variables that are set and mean us, misspelled ones too: they must not end at the fake without a word. */
    static List<String> namesIn(Map<String, String> env) {
        return env.keySet().stream()
                .filter(name -> name.startsWith("DDM_"))
                .sorted()
                .toList();
    }

    /** The adapter, to be built once the settings have been checked. */
    FeignScaleOutAdapter.Builder adapter() {
        URI endpoint = mandatory(Setting.ENDPOINT, URI::create);
        ProjectId project = mandatory(Setting.PROJECT_ID, ProjectId::new);
        Optional<Duration> deadline = optional(Setting.DEADLINE_SECONDS, Settings::seconds);
        Optional<AuditSettings> audit = optional(Setting.AUDIT_ENDPOINT, text -> AuditSettings.of(URI.create(text)));
        FeignScaleOutAdapter.Builder builder =
                text(Setting.ACCESS_KEY).isPresent() || text(Setting.SECRET_KEY).isPresent()
                        ? signing(endpoint, project)
                        : withToken(endpoint, project);
        if (builder != null) {
            deadline.ifPresent(time -> builder.http(http -> http.deadline(time)));
            audit.ifPresent(builder::audit);
        }
        return builder;
    }

    /** The same where the command reads the audit log. */
    FeignScaleOutAdapter.Builder auditingAdapter() {
        mandatory(Setting.AUDIT_ENDPOINT, Function.identity());
        return adapter();
    }

    private FeignScaleOutAdapter.Builder signing(URI endpoint, ProjectId project) {
        String id = mandatory(Setting.ACCESS_KEY, Function.identity());
        String secret = mandatory(Setting.SECRET_KEY, Function.identity());
        AccessKey key = id == null || secret == null ? null : read("DDM_ACCESS_KEY", () -> AccessKey.of(id, secret));
        return endpoint == null || project == null || key == null
                ? null
                : read("the connection", () -> FeignScaleOutAdapter.builder(endpoint, project, key));
    }

    private FeignScaleOutAdapter.Builder withToken(URI endpoint, ProjectId project) {
        AuthToken token = mandatory(Setting.AUTH_TOKEN, AuthToken::of);
        AuthTokenProvider tokens = () -> token;
        return endpoint == null || project == null || token == null
                ? null
                : read("the connection", () -> FeignScaleOutAdapter.builder(endpoint, project, tokens));
    }

    InstanceId instance() {
        return mandatory(Setting.INSTANCE_ID, InstanceId::new);
    }

    ScaleOutRequest request() {
        String flavor = mandatory(Setting.FLAVOR_ID, Function.identity());
        Integer nodes = mandatory(Setting.NODES, Settings::wholeNumber);
        List<String> zones = optional(Setting.AVAILABLE_ZONES, text -> Arrays.asList(text.split("\\s*,\\s*")))
                .orElse(List.of());
        boolean autoPay = autoPay();
        return flavor == null || nodes == null
                ? null
                : read("the request", () -> ScaleOutRequest.builder(flavor, nodes)
                        .groupId(text(Setting.GROUP_ID).orElse(null))
                        .autoPay(autoPay)
                        .availabilityZones(zones)
                        .build());
    }

    NodeTarget target() {
        FlavorId flavor = mandatory(Setting.FLAVOR_ID, FlavorId::new);
        Integer nodes = mandatory(Setting.TARGET, Settings::wholeNumber);
        Optional<GroupId> group = optional(Setting.GROUP_ID, GroupId::new);
        boolean autoPay = autoPay();
        return flavor == null || nodes == null
                ? null
                : read(Setting.TARGET.names(), () -> new NodeTarget(flavor, nodes, group, autoPay));
    }

    /** The key of the wish, where there is a journal. */
    Optional<IdempotencyKey> key() {
        Optional<IdempotencyKey> key = optional(Setting.KEY, IdempotencyKey::new);
        if (key.isPresent() && text(Setting.JOURNAL_URL).isEmpty()) {
            problems.add(Setting.KEY.names() + ": needs DDM_JOURNAL_URL");
        }
        return key;
    }

    /** The journal, to be opened once the settings have been checked. */
    Optional<HikariConfig> journal() {
        return text(Setting.JOURNAL_URL).map(url -> {
            HikariConfig pool = new HikariConfig();
            pool.setJdbcUrl(url);
            pool.setUsername(text(Setting.JOURNAL_USER).orElse(null));
            pool.setPassword(text(Setting.JOURNAL_PASSWORD).orElse(null));
            pool.setMaximumPoolSize(2);
            return pool;
        });
    }

    /** The same where the command is about the journal. */
    Optional<HikariConfig> mandatoryJournal() {
        mandatory(Setting.JOURNAL_URL, Function.identity());
        return journal();
    }

    private boolean autoPay() {
        return optional(Setting.AUTO_PAY, text -> oneOf(text, "true", "false")).orElse(false);
    }

    boolean wholeJob() {
        return optional(Setting.FLOW, text -> oneOf(text, "on", "off")).orElse(true);
    }

    /** @throws IllegalArgumentException with all that is wrong, a line for each */
    void check() {
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join(System.lineSeparator(), problems));
        }
    }

    Optional<String> text(Setting setting) {
        return Optional.ofNullable(given.get(setting.variable()))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    private <T> T mandatory(Setting setting, Function<String, T> reading) {
        return read(
                setting.names(),
                () -> reading.apply(text(setting).orElseThrow(() -> new IllegalArgumentException("is mandatory"))));
    }

    private <T> Optional<T> optional(Setting setting, Function<String, T> reading) {
        return text(setting).map(text -> read(setting.names(), () -> reading.apply(text)));
    }

    private <T> T read(String name, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (InvalidScaleOutException e) {
            e.violations().forEach(violation -> problems.add(name + ": " + violation));
        } catch (IllegalArgumentException e) {
            problems.add(name + ": " + e.getMessage());
        }
        return null;
    }

    private static Duration seconds(String text) {
        int seconds = wholeNumber(text);
        if (seconds < 1) {
            throw new IllegalArgumentException("must be at least 1, but was '" + text + "'");
        }
        return Duration.ofSeconds(seconds);
    }

    private static int wholeNumber(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("must be a whole number, but was '" + text + "'", e);
        }
    }

    private static boolean oneOf(String text, String yes, String no) {
        if (!text.equals(yes) && !text.equals(no)) {
            throw new IllegalArgumentException("must be " + yes + " or " + no + ", but was '" + text + "'");
        }
        return text.equals(yes);
    }
}
