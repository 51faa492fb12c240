/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.fake.Examples;
import io.github.ddm4j.fake.FakeCloud;
import io.github.ddm4j.fake.FakeDdmServer;
import io.github.ddm4j.fake.InMemoryScaleOutAdapter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every Java block of the documentation compiles against the modules as they are, and does what it says it does. */
class DocsCompileTest {

    private static final Pattern BLOCK = Pattern.compile("^```java\\R(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);

    static Stream<DocsBlock> blocks() throws IOException {
        List<DocsBlock> blocks = new ArrayList<>();
        for (Path page : Pages.all()) {
            Matcher matcher = BLOCK.matcher(Files.readString(page));
            for (int i = 1; matcher.find(); i++) {
                blocks.add(new DocsBlock(Pages.name(page) + " block " + i, matcher.group(1)));
            }
        }
        return blocks.stream();
    }

    static Stream<DocsBlock> programs() throws IOException {
        return blocks().filter(DocsBlock::runs);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("blocks")
    void every_java_block_compiles(DocsBlock block, @TempDir Path out) {
        assertThat(compile(block, out)).as(block.unit()).isEmpty();
    }

    @Test
    void the_adapter_and_the_fixture_of_the_guide_fit_together(@TempDir Path out) throws IOException {
        String guide = BLOCK.matcher(Files.readString(Pages.ROOT.resolve("docs/writing-an-adapter.md")))
                .results()
                .map(block -> block.group(1))
                .collect(Collectors.joining());
        DocsBlock program = new DocsBlock("all blocks of the guide", guide);

        assertThat(compile(program, out)).as(program.unit()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("programs")
    void a_block_that_runs_prints_what_its_comments_say(DocsBlock block, @TempDir Path out) throws Exception {
        assertThat(compile(block, out)).as(block.unit()).isEmpty();

        assertThat(run(out)).isNotEmpty().isEqualTo(block.promises());
    }

    private static List<Diagnostic<? extends JavaFileObject>> compile(DocsBlock block, Path out) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        List<String> options = List.of(
                "-proc:none",
                "--release",
                "17",
                "-d",
                out.toString(),
                "-classpath",
                System.getProperty("java.class.path"));
        compiler.getTask(null, null, problems, options, null, List.of(source(block.unit())))
                .call();
        return problems.getDiagnostics().stream()
                .filter(problem -> problem.getKind() == Diagnostic.Kind.ERROR)
                .toList();
    }

    private static JavaFileObject source(String code) {
        return new SimpleJavaFileObject(URI.create("string:///Block.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return code;
            }
        };
    }

    private static List<String> run(Path classes) throws Exception {
        FakeCloud cloud = FakeCloud.builder()
                .jobDuration(Duration.ofMillis(200))
                .withExamples()
                .build();
        try (URLClassLoader loader = new URLClassLoader(
                        new URL[] {classes.toUri().toURL()}, DocsCompileTest.class.getClassLoader());
                FakeDdmServer server = FakeDdmServer.start(cloud);
                InMemoryScaleOutAdapter port =
                        InMemoryScaleOutAdapter.builder(cloud, Examples.PROJECT).build();
                ScaleOutFlow flow = ScaleOutFlow.builder(port)
                        .callBudget(1000, Duration.ofMinutes(1))
                        .pollInterval(Duration.ofMillis(20))
                        .build()) {
            Class<?> type = loader.loadClass("Block");
            Object block = type.getConstructor().newInstance();
            type.getField("cloud").set(block, cloud);
            type.getField("endpoint").set(block, server.uri());
            type.getField("port").set(block, port);
            type.getField("instances").set(block, port);
            type.getField("jobs").set(block, port);
            type.getField("flow").set(block, flow);
            return printed(() -> type.getMethod("run").invoke(block));
        }
    }

    private interface Program {
        void run() throws Exception;
    }

    private static List<String> printed(Program program) throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            System.setOut(out);
            program.run();
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
