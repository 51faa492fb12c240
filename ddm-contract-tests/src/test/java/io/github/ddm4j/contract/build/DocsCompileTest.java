/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
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

/** Every Java block of the documentation compiles against the modules as they are. */
class DocsCompileTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern BLOCK = Pattern.compile("```java\\R(.*?)```", Pattern.DOTALL);

    /** What the blocks take for granted: the types of the library, and things the text around them has introduced. */
    private static final String FRAME = """
            import io.github.ddm4j.contract.*;
            import io.github.ddm4j.core.exception.*;
            import io.github.ddm4j.core.flow.*;
            import io.github.ddm4j.core.model.*;
            import io.github.ddm4j.core.model.ScaleOutReceipt.*;
            import io.github.ddm4j.core.port.*;
            import io.github.ddm4j.core.validation.*;
            import io.github.ddm4j.fake.*;
            import io.github.ddm4j.feign.*;
            import java.net.URI;
            import java.time.*;
            import java.util.*;
            import org.junit.jupiter.api.*;
            %s
            abstract class Block {
                ScaleOutPort port;
                InstancePort instances;
                JobPort jobs;
                InstanceId instance;
                ScaleOutRequest request;
                URI endpoint;
                ProjectId project;
                AuthTokenProvider tokens;
                %s
            }
            """;

    record Block(String name, String code) {
        @Override
        public String toString() {
            return name;
        }

        /** Imports go to the top, declarations into the class, statements into a method of it. */
        String unit() {
            List<String> imports = new ArrayList<>();
            List<String> rest = new ArrayList<>();
            code.lines().forEach(line -> (line.startsWith("import ") ? imports : rest).add(line));
            String body = String.join("\n", rest);
            boolean declares = Pattern.compile(
                            "^(public |final |@\\w+ )*(class|record|interface|enum) ", Pattern.MULTILINE)
                    .matcher(body)
                    .find();
            String member =
                    declares ? body.replaceAll("(?m)^public ", "") : "void run() throws Exception {\n" + body + "\n}";
            return String.format(Locale.ROOT, FRAME, String.join("\n", imports), member);
        }
    }

    static Stream<Block> blocks() throws IOException {
        List<Block> blocks = new ArrayList<>();
        for (Path page : pages()) {
            var matcher = BLOCK.matcher(Files.readString(page));
            for (int i = 1; matcher.find(); i++) {
                blocks.add(new Block(ROOT.relativize(page) + " block " + i, matcher.group(1)));
            }
        }
        return blocks.stream();
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT, 3)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> Stream.of("target", ".git")
                            .noneMatch(part -> file.toString().contains("/" + part + "/")))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void the_front_page_shows_code_by_line_30() throws IOException {
        List<String> lines = Files.readAllLines(ROOT.resolve("README.md"));

        assertThat(lines.indexOf("```java")).isBetween(1, 29);
        assertThat(lines).hasSizeLessThanOrEqualTo(150);
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void every_java_block_compiles(Block block, @TempDir Path out) {
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

        assertThat(problems.getDiagnostics())
                .filteredOn(problem -> problem.getKind() == Diagnostic.Kind.ERROR)
                .as(block.unit())
                .isEmpty();
    }

    private static JavaFileObject source(String code) {
        return new SimpleJavaFileObject(URI.create("string:///Block.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return code;
            }
        };
    }
}
