/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.fake.Examples;
import io.github.ddm4j.fake.FakeCloud;
import io.github.ddm4j.fake.FakeDdmServer;
import io.github.ddm4j.fake.Fault;
import io.github.ddm4j.feign.FeignScaleOutAdapter;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The README's Java as a reader would take it over: with the imports that an editor adds by itself, because no other public
 * type has that name, against the fake with what {@link Examples} holds. Its endpoint alone is put in the place of the cloud's.
 */
class ReadmeRunsTest {

    private static final Pattern BLOCK = Pattern.compile("^```java\\R(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern TYPE = Pattern.compile("(?<![.\\w\"])[A-Z]\\w+");
    private static final String CLOUD = "Endpoints.ofRegion(\"eu-west-101\").ddm()";

    private static final String PLAIN_CALL_FRAME = """
            try (var port = FeignScaleOutAdapter.builder(URI.create("%s"), Examples.PROJECT,
                    AuthTokenProvider.fixed(Examples.TOKEN)).build()) {
                var instance = Examples.INSTANCE;
                var request = ScaleOutRequest.builder(Examples.FLAVOR, 1).build();
                %s
            }
            """;

    @TempDir
    Path folder;

    private final FakeCloud cloud =
            FakeCloud.builder().jobDuration(Duration.ZERO).withExamples().build();

    private static List<String> blocks() throws IOException {
        Matcher matcher = BLOCK.matcher(Files.readString(Pages.ROOT.resolve("README.md")));
        return matcher.results().map(found -> found.group(1)).toList();
    }

    @Test
    void the_page_has_two_blocks() throws IOException {
        assertThat(blocks()).hasSize(2);
    }

    @Test
    void the_first_block_adds_a_node_and_says_how_many_there_are() throws Exception {
        assertThat(run(blocks().get(0))).isEqualTo("3 nodes");
        assertThat(cloud.requestsSeen()).isEqualTo(1);
    }

    @Test
    void the_first_block_says_why_it_was_refused() throws Exception {
        cloud.failNext(Fault.answer(400, "DBS.200019", "the instance is at work"));

        assertThat(run(blocks().get(0))).contains("the instance is at work");
    }

    @Test
    void the_second_block_names_the_job() throws Exception {
        assertThat(run(PLAIN_CALL_FRAME.replaceFirst("(?s)(.*)%s", "$1" + Matcher.quoteReplacement(blocks().get(1)))))
                .isEqualTo("job " + cloud.jobs(Examples.PROJECT).get(0).id());
    }

    @Test
    void the_second_block_says_that_the_outcome_is_unknown() throws Exception {
        cloud.failNext(Fault.hangUp().afterApplying());

        assertThat(run(PLAIN_CALL_FRAME.replaceFirst("(?s)(.*)%s", "$1" + Matcher.quoteReplacement(blocks().get(1)))))
                .startsWith("It may have been applied; look before you try again: ");
    }

    private String run(String code) throws Exception {
        try (FakeDdmServer server = FakeDdmServer.start(cloud)) {
            String there = code.replace(CLOUD, "URI.create(\"" + server.uri() + "\")")
                    .replace("%s", server.uri().toString());
            assertThat(there).contains(server.uri().toString());
            String body = "class Service {\n    public static void main(String[] args) {\n" + there + "\n}\n}\n";
            Path source = Files.writeString(folder.resolve("Service.java"), imports(body) + body);
            String classPath = System.getProperty("java.class.path");
            int compiled = ToolProvider.getSystemJavaCompiler()
                    .run(
                            null,
                            null,
                            null,
                            "-proc:none",
                            "--release",
                            "17",
                            "-classpath",
                            classPath,
                            "-d",
                            folder.toString(),
                            source.toString());
            assertThat(compiled).as(Files.readString(source)).isZero();
            return output(classPath);
        }
    }

    private String output(String classPath) throws Exception {
        File said = folder.resolve("said.txt").toFile();
        ProcessBuilder java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-classpath",
                        folder + File.pathSeparator + classPath,
                        "Service")
                .redirectErrorStream(true)
                .redirectOutput(said);
        java.environment().put("DDM_ACCESS_KEY", Examples.ACCESS_KEY);
        java.environment().put("DDM_SECRET_KEY", Examples.SECRET_KEY);
        Process process = java.start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(said.toPath()).strip();
    }

    private static String imports(String body) throws Exception {
        Map<String, List<String>> all = types();
        List<String> lines = new ArrayList<>();
        for (String name : TYPE.matcher(body)
                .results()
                .map(found -> found.group())
                .distinct()
                .toList()) {
            List<String> candidates = all.getOrDefault(name, List.of());
            assertThat(candidates)
                    .as("An editor would have to ask which %s is meant", name)
                    .hasSizeLessThan(2);
            candidates.forEach(type -> lines.add("import " + type + ";\n"));
        }
        return String.join("", lines);
    }

    /** The public types of ours by their simple names, and the one of the JDK that the frames need. */
    private static Map<String, List<String>> types() throws Exception {
        Map<String, List<String>> all = new TreeMap<>();
        all.put("URI", List.of(URI.class.getName()));
        for (Class<?> ours : List.of(ScaleOutFlow.class, FeignScaleOutAdapter.class, FakeCloud.class)) {
            Path place = Path.of(
                    ours.getProtectionDomain().getCodeSource().getLocation().toURI());
            if (Files.isDirectory(place)) {
                collect(place, all);
            } else {
                try (FileSystem jar = FileSystems.newFileSystem(place)) {
                    collect(jar.getPath("/"), all);
                }
            }
        }
        return all;
    }

    private static void collect(Path root, Map<String, List<String>> all) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".class")).toList()) {
                String binary =
                        root.relativize(file).toString().replace(".class", "").replaceAll("[/\\\\]", ".");
                if (!binary.contains(".internal.") && !binary.endsWith("-info") && isPublic(binary)) {
                    String name = binary.substring(Math.max(binary.lastIndexOf('.'), binary.lastIndexOf('$')) + 1);
                    all.computeIfAbsent(name, none -> new ArrayList<>()).add(binary.replace('$', '.'));
                }
            }
        }
    }

    private static boolean isPublic(String binary) {
        try {
            Class<?> type = Class.forName(binary, false, ReadmeRunsTest.class.getClassLoader());
            return java.lang.reflect.Modifier.isPublic(type.getModifiers());
        } catch (ClassNotFoundException | LinkageError optional) {
            return false;
        }
    }
}
