/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.examples.quickstart;

import io.github.ddm4j.core.exception.InvalidScaleOutException;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.ProjectId;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.feign.auth.AuthToken;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The one call to make, from environment variables. Everything that is wrong with them is said at once. */
record Settings(
        URI endpoint,
        ProjectId projectId,
        InstanceId instanceId,
        ScaleOutRequest request,
        AuthToken token,
        Optional<Duration> deadline,
        boolean wholeJob) {

    /** The variables that are set and mean us, misspelled ones too: they must not end at the fake without a word. */
    static List<String> namesIn(Map<String, String> env) {
        return env.keySet().stream()
                .filter(name -> name.startsWith("DDM_"))
                .sorted()
                .toList();
    }

    static Settings from(Map<String, String> env) {
        Reader reader = new Reader(env);
        URI endpoint = reader.read("DDM_ENDPOINT", () -> URI.create(reader.mandatory("DDM_ENDPOINT")));
        ProjectId project = reader.read("DDM_PROJECT_ID", () -> new ProjectId(reader.mandatory("DDM_PROJECT_ID")));
        InstanceId instance = reader.read("DDM_INSTANCE_ID", () -> new InstanceId(reader.mandatory("DDM_INSTANCE_ID")));
        AuthToken token = reader.read("DDM_AUTH_TOKEN", () -> AuthToken.of(reader.mandatory("DDM_AUTH_TOKEN")));
        String flavor = reader.read("DDM_FLAVOR_ID", () -> reader.mandatory("DDM_FLAVOR_ID"));
        Integer nodes = reader.read("DDM_NODES", () -> reader.wholeNumber(reader.mandatory("DDM_NODES")));
        Boolean autoPay = reader.read("DDM_AUTO_PAY", () -> reader.flag("DDM_AUTO_PAY"));
        List<String> zones = reader.optional("DDM_AVAILABLE_ZONES")
                .map(text -> Arrays.asList(text.split("\\s*,\\s*")))
                .orElse(List.of());
        Optional<Duration> deadline = reader.optional("DDM_DEADLINE_SECONDS")
                .map(text -> reader.read("DDM_DEADLINE_SECONDS", () -> seconds(reader, text)));
        boolean wholeJob = Boolean.TRUE.equals(reader.read("DDM_FLOW", () -> reader.flow("DDM_FLOW")));
        ScaleOutRequest request = flavor == null || nodes == null || autoPay == null
                ? null
                : reader.read("the request", () -> ScaleOutRequest.builder(flavor, nodes)
                        .groupId(reader.optional("DDM_GROUP_ID").orElse(null))
                        .autoPay(autoPay)
                        .availabilityZones(zones)
                        .build());
        reader.throwIfAnyProblem();
        return new Settings(endpoint, project, instance, request, token, deadline, wholeJob);
    }

    private static Duration seconds(Reader reader, String text) {
        int seconds = reader.wholeNumber(text);
        if (seconds < 1) {
            throw new IllegalArgumentException("must be at least 1, but was '" + text + "'");
        }
        return Duration.ofSeconds(seconds);
    }

    /** Reads variables one by one and keeps what was wrong with each. */
    private static final class Reader {

        private final Map<String, String> env;
        private final List<String> problems = new ArrayList<>();

        Reader(Map<String, String> env) {
            this.env = env;
        }

        <T> T read(String name, Supplier<T> reading) {
            try {
                return reading.get();
            } catch (InvalidScaleOutException e) {
                e.violations().forEach(violation -> problems.add(name + ": " + violation));
            } catch (IllegalArgumentException e) {
                problems.add(name + ": " + e.getMessage());
            }
            return null;
        }

        Optional<String> optional(String name) {
            return Optional.ofNullable(env.get(name)).map(String::strip).filter(text -> !text.isEmpty());
        }

        String mandatory(String name) {
            return optional(name).orElseThrow(() -> new IllegalArgumentException("is mandatory"));
        }

        int wholeNumber(String text) {
            try {
                return Integer.parseInt(text);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("must be a whole number, but was '" + text + "'", e);
            }
        }

        boolean flag(String name) {
            String text = optional(name).orElse("false");
            if (!text.equals("true") && !text.equals("false")) {
                throw new IllegalArgumentException("must be true or false, but was '" + text + "'");
            }
            return text.equals("true");
        }

        boolean flow(String name) {
            String text = optional(name).orElse("on");
            if (!text.equals("on") && !text.equals("off")) {
                throw new IllegalArgumentException("must be on or off, but was '" + text + "'");
            }
            return text.equals("on");
        }

        void throwIfAnyProblem() {
            if (!problems.isEmpty()) {
                throw new IllegalArgumentException(String.join(System.lineSeparator(), problems));
            }
        }
    }
}
