/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.examples.quickstart;

import static io.github.ddm4j.examples.quickstart.Setting.AUDIT_ENDPOINT;
import static io.github.ddm4j.examples.quickstart.Setting.AUTO_PAY;
import static io.github.ddm4j.examples.quickstart.Setting.AVAILABLE_ZONES;
import static io.github.ddm4j.examples.quickstart.Setting.DEADLINE_SECONDS;
import static io.github.ddm4j.examples.quickstart.Setting.ENDPOINT;
import static io.github.ddm4j.examples.quickstart.Setting.EVIDENCE;
import static io.github.ddm4j.examples.quickstart.Setting.FLAVOR_ID;
import static io.github.ddm4j.examples.quickstart.Setting.FLOW;
import static io.github.ddm4j.examples.quickstart.Setting.GROUP_ID;
import static io.github.ddm4j.examples.quickstart.Setting.INSTANCE_ID;
import static io.github.ddm4j.examples.quickstart.Setting.KEY;
import static io.github.ddm4j.examples.quickstart.Setting.NODES;
import static io.github.ddm4j.examples.quickstart.Setting.PROJECT_ID;
import static io.github.ddm4j.examples.quickstart.Setting.TARGET;

import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.ScaleOutFlowBuilder;
import io.github.ddm4j.core.model.Evidence;
import io.github.ddm4j.core.model.IdempotencyKey;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.NodeTarget;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.feign.FeignScaleOutAdapter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.ToIntBiFunction;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * The operator's command: scales a DDM instance out and orders once at most, looks at it, and finds out what became of an
 * order. Without any setting it shows that on a fake.
 */
@Command(
        name = "ddm-quickstart",
        description = {
            "Scales a DDM instance out: a fake one without any setting, else the one that is named. Orders once at most.",
            "Each option can be set by its variable instead. These are variables only: DDM_AUTH_TOKEN, or"
                    + " DDM_ACCESS_KEY and DDM_SECRET_KEY; and for keys, the service's journal by DDM_JOURNAL_URL,"
                    + " DDM_JOURNAL_USER and DDM_JOURNAL_PASSWORD.%n"
        },
        sortOptions = false,
        usageHelpAutoWidth = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            " 0:done; with an order to be paid by hand: it is placed",
            " 2:settings or request invalid; nothing was sent",
            " 3:rejected; nothing was applied",
            " 4:unavailable; nothing was applied",
            " 5:outcome unknown; look before you try again",
            " 6:accepted, but the nodes did not come, or not in time"
        })
public final class Quickstart implements Callable<Integer> {

    private final Map<String, String> env;
    private final PrintStream out;
    private final UnaryOperator<ScaleOutFlowBuilder> flowSettings;

    @Spec
    private CommandSpec root;

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "one JSON object at the end, for scripts")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            scope = ScopeType.INHERIT,
            usageHelp = true,
            description = "shows this help")
    private boolean help;

    private Report report;

    private Quickstart(Map<String, String> env, PrintStream out, UnaryOperator<ScaleOutFlowBuilder> flowSettings) {
        this.env = env;
        this.out = out;
        this.flowSettings = flowSettings;
    }

    public static void main(String[] args) {
        System.exit(run(System.getenv(), System.out, UnaryOperator.identity(), args));
    }

    static int run(
            Map<String, String> env, PrintStream out, UnaryOperator<ScaleOutFlowBuilder> flowSettings, String... args) {
        CommandLine line = new CommandLine(new Quickstart(env, out, flowSettings))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(out, true));
        Setting.addTo(line, ENDPOINT, PROJECT_ID, INSTANCE_ID, FLAVOR_ID, NODES, GROUP_ID, AUTO_PAY, AVAILABLE_ZONES);
        Setting.addTo(line, KEY, DEADLINE_SECONDS, EVIDENCE, AUDIT_ENDPOINT, FLOW);
        Setting.addTo(line.getSubcommands().get("look"), ENDPOINT, PROJECT_ID, INSTANCE_ID, DEADLINE_SECONDS);
        CommandLine ensure = line.getSubcommands().get("ensure");
        Setting.addTo(ensure, ENDPOINT, PROJECT_ID, INSTANCE_ID, FLAVOR_ID, TARGET, GROUP_ID, AUTO_PAY);
        Setting.addTo(ensure, KEY, DEADLINE_SECONDS, EVIDENCE, AUDIT_ENDPOINT);
        CommandLine reconcile = line.getSubcommands().get("reconcile");
        Setting.addTo(reconcile, ENDPOINT, PROJECT_ID, DEADLINE_SECONDS, EVIDENCE, AUDIT_ENDPOINT);
        CommandLine audit = line.getSubcommands().get("audit");
        Setting.addTo(audit, ENDPOINT, AUDIT_ENDPOINT, PROJECT_ID, INSTANCE_ID, DEADLINE_SECONDS);
        Setting.addTo(line.getSubcommands().get("unsettled"), ENDPOINT, PROJECT_ID, DEADLINE_SECONDS);
        Setting.addTo(line.getSubcommands().get("settle"), ENDPOINT, PROJECT_ID, DEADLINE_SECONDS);
        return line.execute(args);
    }

    /** Adds nodes. */
    @Override
    public Integer call() {
        Map<String, String> given = given();
        return Settings.namesIn(given).isEmpty()
                ? Demo.run(report(), new WholeJob(report(), new EvidenceFile(Optional.empty(), report())))
                : run(settings -> {
                    var adapter = settings.adapter();
                    InstanceId instance = settings.instance();
                    ScaleOutRequest request = settings.request();
                    boolean wholeJob = settings.wholeJob();
                    Optional<IdempotencyKey> key = settings.key();
                    settings.check();
                    WholeJob job = job(settings);
                    return connect(
                            settings,
                            adapter,
                            (ddm, flows) -> wholeJob
                                    ? job.run(ddm, flows, flow -> job.submit(flow, key, instance, request))
                                    : job.plainCall(ddm, instance, request));
                });
    }

    @Command(name = "look", description = "Shows the instance, its jobs of a day and the RDS instances linked to it.")
    int look() {
        return run(settings -> {
            var adapter = settings.adapter();
            InstanceId instance = settings.instance();
            settings.check();
            try (FeignScaleOutAdapter ddm = adapter.build()) {
                return new Look(report()).at(instance, ddm);
            }
        });
    }

    @Command(
            name = "audit",
            description = "Shows the last scale-outs of the instance in the audit log, and which fields are filled.")
    int audit() {
        return run(settings -> {
            var adapter = settings.auditingAdapter();
            InstanceId instance = settings.instance();
            settings.check();
            try (FeignScaleOutAdapter ddm = adapter.build()) {
                return new Audit(report()).of(instance, ddm.auditPort().orElseThrow());
            }
        });
    }

    @Command(
            name = "ensure",
            description = "Adds as many nodes as are missing to the target; none if there are enough.")
    int ensure() {
        return run(settings -> {
            var adapter = settings.adapter();
            InstanceId instance = settings.instance();
            NodeTarget target = settings.target();
            Optional<IdempotencyKey> key = settings.key();
            settings.check();
            WholeJob job = job(settings);
            return connect(
                    settings,
                    adapter,
                    (ddm, flows) -> job.run(ddm, flows, flow -> job.ensure(flow, key, instance, target)));
        });
    }

    @Command(
            name = "reconcile",
            description = "Goes on finding out what became of an order whose answer was lost. Sends no order.")
    int reconcile(@Parameters(paramLabel = "FILE", description = "the evidence, as a command printed it") Path file) {
        return run(settings -> {
            var adapter = settings.adapter();
            settings.check();
            Evidence evidence = EvidenceFile.read(file);
            WholeJob job = job(settings);
            return connect(settings, adapter, (ddm, flows) -> job.reconcile(ddm, flows, file, evidence));
        });
    }

    @Command(name = "unsettled", description = "Lists the keys of which nobody knows yet what will become of them.")
    int unsettled() {
        return atTheJournal(new Keys(report())::unsettled);
    }

    @Command(
            name = "settle",
            description = "Settles a key that is in doubt by what a person has found out. Orders nothing.")
    int settle(@Mixin Keys.Finding found) {
        return atTheJournal(flow -> new Keys(report()).settle(flow, found));
    }

    private int atTheJournal(ToIntFunction<ScaleOutFlow> work) {
        return run(settings -> {
            var adapter = settings.adapter();
            settings.mandatoryJournal();
            settings.check();
            return connect(settings, adapter, (ddm, flows) -> {
                try (ScaleOutFlow flow = flows.apply(ScaleOutFlow.builder(ddm)).build()) {
                    return work.applyAsInt(flow);
                }
            });
        });
    }

    private int connect(
            Settings settings,
            FeignScaleOutAdapter.Builder adapter,
            ToIntBiFunction<FeignScaleOutAdapter, UnaryOperator<ScaleOutFlowBuilder>> work) {
        try (OpenJournal journal = new OpenJournal(settings.journal());
                FeignScaleOutAdapter ddm = adapter.build()) {
            return work.applyAsInt(ddm, flow -> {
                ddm.auditPort().ifPresent(flow::audit);
                return journal.addTo(flowSettings.apply(flow));
            });
        }
    }

    private int run(ToIntFunction<Settings> command) {
        try {
            return command.applyAsInt(new Settings(given()));
        } catch (IllegalArgumentException e) {
            String set = String.join(", ", Settings.namesIn(env));
            if (!set.isEmpty()) {
                report().line("A real instance is meant, because these are set: " + set);
            }
            return report().end(Outcome.invalid(e.getMessage()));
        }
    }

    /** What the variables say, and over that what the options say. */
    private Map<String, String> given() {
        Map<String, String> all = new HashMap<>(env);
        for (ParseResult parsed = root.commandLine().getParseResult(); parsed != null; parsed = parsed.subcommand()) {
            for (Setting setting : Setting.values()) {
                if (parsed.hasMatchedOption(setting.option())) {
                    all.put(setting.variable(), parsed.matchedOptionValue(setting.option(), ""));
                }
            }
        }
        return all;
    }

    private Report report() {
        if (report == null) {
            report = new Report(out, json);
        }
        return report;
    }

    private WholeJob job(Settings settings) {
        return new WholeJob(report(), new EvidenceFile(settings.text(EVIDENCE).map(Path::of), report()));
    }
}
