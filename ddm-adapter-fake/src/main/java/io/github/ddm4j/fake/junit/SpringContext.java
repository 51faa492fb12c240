/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.junit;

import io.github.ddm4j.fake.FakeClock;
import io.github.ddm4j.fake.FakeCloud;
import io.github.ddm4j.fake.FakeDdmServer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/** Finds the fake in the application context of a test. Whoever has no Spring never gets beyond the first question. */
final class SpringContext {

    private static final String EXTENSION = "org.springframework.test.context.junit.jupiter.SpringExtension";

    private SpringContext() {}

    /** Tells whether a test class, or a class around it, runs with Spring. */
    static boolean isUsedBy(Class<?> type) {
        return NestedClasses.of(type)
                .flatMap(at -> AnnotationSupport.findRepeatableAnnotations(at, ExtendWith.class).stream())
                .flatMap(extended -> Arrays.stream(extended.value()))
                .anyMatch(extension -> extension.getName().equals(EXTENSION));
    }

    static TestFake fake(ExtensionContext context) {
        return Holder.fake(context);
    }

    /** A class of its own, because it needs Spring. */
    private static final class Holder {

        static TestFake fake(ExtensionContext test) {
            ApplicationContext context = SpringExtension.getApplicationContext(test);
            FakeCloud cloud = context.getBean(FakeCloud.class);
            FakeDdmServer server = context.getBean(FakeDdmServer.class);
            FakeClock clock = context.getBeanProvider(FakeClock.class).getIfAvailable();
            return new SharedFake(cloud, server, clock);
        }
    }

    /** A fake that lives as long as the context. */
    private static final class SharedFake extends TestFake {

        private final FakeCloud cloud;
        private final FakeDdmServer server;
        private final @Nullable FakeClock clock;

        SharedFake(FakeCloud cloud, FakeDdmServer server, @Nullable FakeClock clock) {
            this.cloud = cloud;
            this.server = server;
            this.clock = clock;
        }

        @Override
        FakeCloud cloud() {
            return cloud;
        }

        @Override
        FakeDdmServer server() {
            return server;
        }

        @Override
        @Nullable
        FakeClock clock() {
            return clock;
        }

        @Override
        void begin() {
            cloud.reset();
        }
    }
}
