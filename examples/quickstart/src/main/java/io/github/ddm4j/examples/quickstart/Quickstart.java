/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.examples.quickstart;

import io.github.ddm4j.core.ScaleOutFlowBuilder;
import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.feign.FeignScaleOutAdapter;
import io.github.ddm4j.feign.auth.AuthTokenProvider;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Scales a DDM instance out from the terminal: a fake one without settings, the one that the {@code DDM_} variables name
 * otherwise. Orders once at most.
 */
public final class Quickstart {

    private Quickstart() {}

    public static void main(String[] args) {
        System.exit(run(System.getenv(), System.out, UnaryOperator.identity()));
    }

    static int run(Map<String, String> env, PrintStream out, UnaryOperator<ScaleOutFlowBuilder> flowSettings) {
        List<String> set = Settings.namesIn(env);
        if (set.isEmpty()) {
            return Demo.run(out);
        }
        try {
            Settings settings = Settings.from(env);
            try (FeignScaleOutAdapter ddm = adapter(settings)) {
                return settings.wholeJob()
                        ? new WholeJob(settings.instanceId(), settings.request(), out).run(ddm, flowSettings)
                        : say(out, plainCall(settings, ddm));
            }
        } catch (IllegalArgumentException e) {
            out.println("A real instance is meant, for these are set: " + String.join(", ", set));
            return say(out, Outcome.invalid(e.getMessage()));
        }
    }

    /** No read before and none after: one POST, and what came of it. */
    private static Outcome plainCall(Settings settings, FeignScaleOutAdapter ddm) {
        try {
            return Outcome.of(ddm.scaleOut(settings.instanceId(), settings.request()));
        } catch (ScaleOutException e) {
            return Outcome.of(e);
        }
    }

    private static int say(PrintStream out, Outcome outcome) {
        out.println(outcome.text());
        return outcome.exitCode();
    }

    private static FeignScaleOutAdapter adapter(Settings settings) {
        AuthTokenProvider tokens = settings::token;
        var builder = FeignScaleOutAdapter.builder(settings.endpoint(), settings.projectId(), tokens);
        settings.deadline().ifPresent(deadline -> builder.http(http -> http.deadline(deadline)));
        return builder.build();
    }
}
