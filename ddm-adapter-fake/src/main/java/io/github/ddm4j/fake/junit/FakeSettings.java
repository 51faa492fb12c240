/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.junit;

import io.github.ddm4j.core.model.ProjectId;
import io.github.ddm4j.fake.Examples;
import io.github.ddm4j.fake.FakeClock;
import io.github.ddm4j.fake.FakeCloud;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The settings of {@link FakeDdm} as a value, by which application contexts are told apart.
 *
 * @param time when a clock of its own begins, or null for the system's clock
 */
record FakeSettings(boolean examples, @Nullable Instant time, Duration jobDuration, boolean strict) {

    static final FakeSettings DEFAULT = new FakeSettings(true, null, Duration.ofSeconds(3), false);

    /** Reads the settings of an annotation. */
    static FakeSettings of(FakeDdm said) {
        return new FakeSettings(
                said.examples(),
                said.time().isEmpty() ? null : Instant.parse(said.time()),
                Duration.ofMillis(said.jobMillis()),
                said.strict());
    }

    /** Makes a clock, or null for the system's clock. */
    @Nullable
    FakeClock clock() {
        return time == null ? null : FakeClock.at(time);
    }

    /**
     * Makes a cloud by these settings.
     *
     * @param tokens good for the project, after each reset too
     */
    FakeCloud cloud(@Nullable FakeClock clock, String... tokens) {
        FakeCloud.Builder builder = FakeCloud.builder()
                .jobDuration(jobDuration)
                .with(cloud -> cloud.addProject(project(), Examples.REGION));
        if (clock != null) {
            builder.clock(clock);
        }
        if (examples) {
            builder.withExamples();
        }
        for (String token : tokens) {
            builder.with(cloud -> cloud.addToken(token, project()));
        }
        return (strict ? builder.strict() : builder).build();
    }

    /** The project that is there in any case. */
    static ProjectId project() {
        return Examples.PROJECT;
    }
}
