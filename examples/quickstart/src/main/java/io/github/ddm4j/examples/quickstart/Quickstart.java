/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.examples.quickstart;

import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.feign.AuthTokenProvider;
import io.github.ddm4j.feign.FeignScaleOutAdapter;
import java.io.PrintStream;
import java.util.Map;

/**
 * Scales a DDM instance out from the terminal: a fake one without settings, the one that the {@code DDM_} variables name
 * otherwise. Sends one POST at most.
 */
public final class Quickstart {

    private Quickstart() {}

    public static void main(String[] args) {
        System.exit(run(System.getenv(), System.out));
    }

    static int run(Map<String, String> env, PrintStream out) {
        if (!Settings.anyIn(env)) {
            return Demo.run(out);
        }
        Outcome outcome = realCall(env);
        out.println(outcome.text());
        return outcome.exitCode();
    }

    private static Outcome realCall(Map<String, String> env) {
        try {
            Settings settings = Settings.from(env);
            try (FeignScaleOutAdapter ddm = adapter(settings)) {
                return Outcome.of(ddm.scaleOut(settings.instanceId(), settings.request()));
            }
        } catch (ScaleOutException e) {
            return Outcome.of(e);
        } catch (IllegalArgumentException e) {
            return Outcome.invalid(e.getMessage());
        }
    }

    private static FeignScaleOutAdapter adapter(Settings settings) {
        AuthTokenProvider tokens = settings::token;
        var builder = FeignScaleOutAdapter.builder(settings.endpoint(), settings.projectId(), tokens);
        settings.deadline().ifPresent(builder::deadline);
        return builder.build();
    }
}
