/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import static io.github.ddm4j.feign.HostileServer.reply;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/**
 * A class whose initialising fails once, for want of stack or memory, is broken for good. So a refusal must not be the first
 * to need one: every later refusal would be reported as unknown.
 */
class RefusalsLoadNothingTest {

    @Test
    void a_refusal_needs_no_class_that_was_not_there_before() throws Exception {
        try (RecordingLoader loader = new RecordingLoader(classPath())) {
            Callable<?> calls = (Callable<?>) loader.loadClass(Calls.class.getName())
                    .getDeclaredConstructor()
                    .newInstance();
            for (int i = 0; i < Calls.ACCEPTED; i++) {
                assertThat(calls.call()).isEqualTo("JobStarted");
            }
            assertThat(loader.loaded).anyMatch(name -> name.endsWith(".ScaleOutRejectedException"));
            loader.loaded.clear();

            assertThat(calls.call()).isEqualTo("ScaleOutRejectedException");

            assertThat(loader.loaded).isEmpty();
            ((AutoCloseable) calls).close();
        }
    }

    private static URL[] classPath() throws MalformedURLException {
        List<URL> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            entries.add(Path.of(entry).toUri().toURL());
        }
        return entries.toArray(URL[]::new);
    }

    /** Loads everything anew, and remembers what. */
    private static final class RecordingLoader extends URLClassLoader {

        private final List<String> loaded = Collections.synchronizedList(new ArrayList<>());

        RecordingLoader(URL[] classPath) {
            super(classPath, ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            loaded.add(name);
            return super.findClass(name);
        }
    }

    /** Orders that are accepted, then one that is refused. */
    public static final class Calls implements Callable<String>, AutoCloseable {

        /** So many that Jackson's caches have tidied themselves up once. */
        static final int ACCEPTED = 100;

        private final HostileServer server = HostileServer.start();
        private final FeignScaleOutAdapter adapter = Wire.adapter(server).build();

        public Calls() {
            for (int i = 0; i < ACCEPTED; i++) {
                server.then(reply(200, Wire.STARTED));
            }
            server.otherwise(reply(
                    400,
                    "{\"errCode\":\"DBS.280001\",\"externalMessage\":\"no\",\"more\":[{\"x\":1}]}",
                    "Retry-After: Sunday, 06-Nov-94 08:49:37 GMT"));
        }

        @Override
        public String call() {
            try {
                return adapter.scaleOut(Wire.INSTANCE, Wire.ONE_NODE).getClass().getSimpleName();
            } catch (ScaleOutRejectedException refused) {
                return refused.getClass().getSimpleName();
            }
        }

        @Override
        public void close() throws IOException {
            adapter.close();
            server.close();
        }
    }
}
