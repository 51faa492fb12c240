/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.junit;

import io.github.ddm4j.fake.Examples;
import io.github.ddm4j.fake.FakeClock;
import io.github.ddm4j.fake.FakeCloud;
import io.github.ddm4j.fake.FakeDdmServer;
import io.github.ddm4j.fake.InMemoryScaleOutAdapter;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives each test a DDM of its own. On a test class it describes that DDM, and parameters of test methods are filled by
 * their types. On a field it has that field filled before each test.
 *
 * <p>A test can ask for the {@link FakeCloud}, a {@link FakeDdmServer} in front of it, its address as a {@link
 * java.net.URI}, an {@link InMemoryScaleOutAdapter} for {@link Examples#PROJECT}, and the {@link FakeClock} if there is
 * a {@link #time()}. A server is started when the first of a test asks for it or its address, and closed after the
 * test. Tests may run in parallel.
 *
 * <p>A test class of Spring has the cloud of its application context instead, which begins anew before each test; the
 * properties {@code ddm.endpoint}, {@code ddm.project-id} and {@code ddm.auth.token} lead there, and other credentials, the
 * proxy and the SSL bundle are not set. Contexts are shared by test classes, so these do not run in parallel.
 *
 * @since 0.1.0
 */
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.FIELD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(FakeDdmExtension.class)
public @interface FakeDdm {

    /** Puts the {@link Examples} in. Default: true. */
    boolean examples() default true;

    /**
     * The moment at which a {@link FakeClock} stands until the test moves it, such as {@code 2026-06-05T08:00:00Z}. Default:
     * the system's clock.
     */
    String time() default "";

    /** The duration of a job in milliseconds; zero is allowed. Default: three seconds. */
    long jobMillis() default 3000;

    /** Refuses what an API page does not know, as {@link FakeCloud.Builder#strict()} says. Default: false. */
    boolean strict() default false;
}
