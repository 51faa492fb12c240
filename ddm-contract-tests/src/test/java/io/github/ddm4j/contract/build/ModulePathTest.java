/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.build;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.core.port.ScaleOutPort;
import io.github.ddm4j.fake.FakeCloud;
import io.github.ddm4j.feign.FeignScaleOutAdapter;
import io.github.ddm4j.jdbc.JdbcSubmissionJournal;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A modular application compiles against the library and runs, with everything on the module path. */
class ModulePathTest {

    private static final Attributes.Name MODULE_NAME = new Attributes.Name("Automatic-Module-Name");
    private static final Pattern DECLARED_NAME =
            Pattern.compile("<Automatic-Module-Name>([^<]+)</Automatic-Module-Name>");

    private static final Pattern ADD_MODULES = Pattern.compile("--add-modules ([\\w.,-]+)");

    /** What the adapters need at run time, by one class of each jar. */
    private static final List<String> LIBRARIES = List.of(
            "feign.Feign",
            "org.apache.hc.client5.http.classic.HttpClient",
            "org.apache.hc.core5.http.HttpHost",
            "org.apache.hc.core5.http2.HttpVersionPolicy",
            "com.fasterxml.jackson.annotation.JsonProperty",
            "com.fasterxml.jackson.core.JsonParser",
            "com.fasterxml.jackson.databind.ObjectMapper",
            "io.github.resilience4j.circuitbreaker.CircuitBreaker",
            "io.github.resilience4j.core.EventConsumer",
            "org.slf4j.Logger");

    private static final String DESCRIPTOR = """
            module consumer {
                requires io.github.ddm4j.core;
                requires io.github.ddm4j.feign;
                requires io.github.ddm4j.fake;
                requires io.github.ddm4j.jdbc;
            }
            """;

    private static final String MAIN = """
            package consumer;

            import io.github.ddm4j.core.ScaleOutFlow;
            import io.github.ddm4j.core.flow.Submission;
            import io.github.ddm4j.core.model.ScaleOutRequest;
            import io.github.ddm4j.fake.Examples;
            import io.github.ddm4j.fake.FakeCloud;
            import io.github.ddm4j.fake.FakeDdmServer;
            import io.github.ddm4j.fake.InMemoryScaleOutAdapter;
            import io.github.ddm4j.feign.auth.AuthTokenProvider;
            import io.github.ddm4j.feign.FeignScaleOutAdapter;
            import java.time.Duration;
            import java.util.concurrent.TimeUnit;

            public class Main {
                public static void main(String[] args) throws Exception {
                    FakeCloud cloud = FakeCloud.builder().withExamples().jobDuration(Duration.ZERO).build();
                    ScaleOutRequest request = ScaleOutRequest.builder(Examples.FLAVOR.value(), 1).build();
                    try (InMemoryScaleOutAdapter adapter =
                                    InMemoryScaleOutAdapter.builder(cloud, Examples.PROJECT).build();
                            ScaleOutFlow flow = ScaleOutFlow.builder(adapter).pollInterval(Duration.ofMillis(10)).build()) {
                        Submission.Applied submission = (Submission.Applied) flow.submit(Examples.INSTANCE, request);
                        flow.await(submission).get(30, TimeUnit.SECONDS);
                    }
                    try (FakeDdmServer server = FakeDdmServer.start(cloud);
                            FeignScaleOutAdapter adapter = FeignScaleOutAdapter.builder(
                                            server.uri(), Examples.PROJECT, AuthTokenProvider.fixed(Examples.TOKEN))
                                    .build()) {
                        adapter.scaleOut(Examples.INSTANCE, request);
                        System.out.println(Main.class.getModule().getName() + " sees "
                                + adapter.instance(Examples.INSTANCE).nodeCount() + " nodes");
                    }
                }
            }
            """;

    @TempDir
    Path folder;

    private final List<Path> modulePath = new ArrayList<>();

    @BeforeEach
    void collect() throws Exception {
        modulePath.add(origin(ScaleOutPort.class));
        modulePath.add(automatic(FeignScaleOutAdapter.class, "ddm-adapter-feign"));
        modulePath.add(automatic(FakeCloud.class, "ddm-adapter-fake"));
        modulePath.add(automatic(JdbcSubmissionJournal.class, "ddm-adapter-jdbc"));
        for (String library : LIBRARIES) {
            modulePath.add(origin(Class.forName(library)));
        }
    }

    @Test
    void a_modular_application_scales_out_in_memory_and_over_http() throws Exception {
        Path application = compile();

        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--module-path",
                application + File.pathSeparator + path(),
                "--add-modules",
                addModules(),
                "--module",
                "consumer/consumer.Main");
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            boolean ended = process.waitFor(120, TimeUnit.SECONDS);
            assertThat(Files.readString(output)).contains("consumer sees 4 nodes");
            assertThat(ended).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    /** As the page says: an automatic module does not bring the modules that it needs. */
    private static String addModules() throws IOException {
        Matcher option = ADD_MODULES.matcher(Files.readString(Path.of("..", "README.md"), StandardCharsets.UTF_8));
        assertThat(option.find()).as("--add-modules in README.md").isTrue();
        return option.group(1);
    }

    private Path compile() throws IOException {
        Path sources = Files.createDirectories(folder.resolve("src/consumer"));
        Path classes = folder.resolve("classes");
        Path descriptor = Files.writeString(folder.resolve("src/module-info.java"), DESCRIPTOR);
        Path main = Files.writeString(sources.resolve("Main.java"), MAIN);
        Path messages = folder.resolve("javac.txt");
        int result;
        try (OutputStream out = Files.newOutputStream(messages)) {
            result = ToolProvider.getSystemJavaCompiler()
                    .run(
                            null,
                            out,
                            out,
                            "-proc:none",
                            "--release",
                            "17",
                            "-d",
                            classes.toString(),
                            "--module-path",
                            path(),
                            descriptor.toString(),
                            main.toString());
        }
        assertThat(result).as(Files.readString(messages)).isZero();
        return classes;
    }

    private String path() {
        return modulePath.stream().distinct().map(Path::toString).collect(joining(File.pathSeparator));
    }

    private static Path origin(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    /** The module's jar, or one made of its classes as its build would, while there is none yet. */
    private Path automatic(Class<?> type, String module) throws Exception {
        String name = declaredName(module);
        assertThat(type.getPackageName()).as("root package of " + module).isEqualTo(name);
        Path origin = origin(type);
        if (Files.isDirectory(origin)) {
            return jar(origin, name, folder.resolve(module + ".jar"));
        }
        try (JarFile jar = new JarFile(origin.toFile())) {
            assertThat(jar.getManifest().getMainAttributes().get(MODULE_NAME)).isEqualTo(name);
        }
        return origin;
    }

    private static String declaredName(String module) throws IOException {
        Matcher name =
                DECLARED_NAME.matcher(Files.readString(Path.of("..", module, "pom.xml"), StandardCharsets.UTF_8));
        assertThat(name.find()).as("an Automatic-Module-Name in " + module).isTrue();
        return name.group(1);
    }

    private static Path jar(Path classes, String name, Path jar) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(MODULE_NAME, name);
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(
                        new JarEntry(classes.relativize(file).toString().replace(File.separatorChar, '/')));
                Files.copy(file, out);
                out.closeEntry();
            }
        }
        return jar;
    }
}
