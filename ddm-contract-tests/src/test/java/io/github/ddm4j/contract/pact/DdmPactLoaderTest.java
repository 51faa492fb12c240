/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.pact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import au.com.dius.pact.core.model.Interaction;
import au.com.dius.pact.core.model.Pact;
import au.com.dius.pact.provider.junitsupport.loader.PactLoader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DdmPactLoaderTest {

    private static final String LOADER = DdmPactLoader.class.getName();
    private static final String LOADER_FILE = LOADER.replace('.', '/') + ".class";
    private static final String PACT_FILE = "META-INF/pacts/ddm-scale-out-client-huawei-cloud-ddm.json";

    @TempDir
    private Path folder;

    @Test
    void pact_is_found_in_a_folder() throws Exception {
        for (String file : List.of(LOADER_FILE, PACT_FILE)) {
            Files.createDirectories(folder.resolve(file).getParent());
            Files.write(folder.resolve(file), bytesOf(file));
        }
        assertThatPactIsFoundIn(folder.toUri().toURL());
    }

    @Test
    void pact_is_found_in_a_jar() throws Exception {
        Path jar = folder.resolve("contract tests.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out)) {
            for (String file : List.of(LOADER_FILE, PACT_FILE)) {
                entries.putNextEntry(new JarEntry(file));
                entries.write(bytesOf(file));
            }
        }
        assertThatPactIsFoundIn(jar.toUri().toURL());
    }

    @Test
    void provider_without_a_pact_is_refused_by_name() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DdmPactLoader().load("huawei-cloud-rds"))
                .withMessage(
                        "provider must be huawei-cloud-ddm, huawei-cloud-iam or huawei-cloud-cts, but was 'huawei-cloud-rds'");
    }

    private static void assertThatPactIsFoundIn(URL place) throws Exception {
        try (URLClassLoader loader = new OnlyOursFrom(place)) {
            Class<?> type = loader.loadClass(LOADER);
            assertThat(type.getProtectionDomain().getCodeSource().getLocation()).isEqualTo(place);
            PactLoader pacts = (PactLoader) type.getConstructor().newInstance();
            List<Pact> found = pacts.load(DdmPactLoader.DDM);
            assertThat(found).singleElement().satisfies(pact -> assertThat(pact.getInteractions())
                    .extracting(Interaction::getDescription)
                    .contains("a scale-out by one node"));
        }
    }

    private static byte[] bytesOf(String file) throws IOException {
        try (InputStream in = DdmPactLoader.class.getResourceAsStream("/" + file)) {
            return in.readAllBytes();
        }
    }

    /** Takes our class and its pacts from one place alone, and Pact from the tests' class path. */
    private static final class OnlyOursFrom extends URLClassLoader {

        OnlyOursFrom(URL place) {
            super(new URL[] {place}, DdmPactLoaderTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            return name.equals(LOADER) ? findClass(name) : super.loadClass(name, resolve);
        }

        @Override
        public URL getResource(String name) {
            return findResource(name);
        }
    }
}
