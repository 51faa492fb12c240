/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What is told to GraalVM is what Feign and Jackson reach by reflection, all of it and nothing else. */
class NativeImageTest {

    private static final String FOLDER = "/META-INF/native-image/io.github.ddm4j/ddm-adapter-feign/";

    @Test
    void every_feign_interface_and_every_record_of_the_wire_is_listed_and_nothing_else() throws Exception {
        List<String> expected = Stream.concat(feignInterfaces(), wireRecords())
                .map(Class::getName)
                .toList();

        assertThat(expected).contains(ReadApi.class.getName(), DdmWire.InstanceReply.class.getName());
        assertThat(entries("reflect-config.json")
                        .map(entry -> entry.path("name").asText()))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void jackson_can_see_all_of_a_record_and_feign_the_methods_of_an_interface() throws Exception {
        assertThat(entries("reflect-config.json"))
                .allSatisfy(entry -> assertThat(entry.path("allDeclaredMethods").asBoolean())
                        .as(entry.toString())
                        .isTrue());
        assertThat(entries("reflect-config.json")
                        .filter(entry -> entry.path("name").asText().contains("Wire$")))
                .isNotEmpty()
                .allSatisfy(entry -> assertThat(
                                List.of("allRecordComponents", "allDeclaredConstructors", "allDeclaredFields"))
                        .allMatch(what -> entry.path(what).asBoolean()));
    }

    @Test
    void every_feign_interface_is_listed_as_a_proxy_and_nothing_else() throws Exception {
        assertThat(entries("proxy-config.json")
                        .map(entry -> entry.path("interfaces"))
                        .map(names -> names.size() == 1 ? names.get(0).asText() : names.toString()))
                .containsExactlyInAnyOrderElementsOf(
                        feignInterfaces().map(Class::getName).toList());
    }

    private static Stream<JsonNode> entries(String file) throws IOException {
        try (InputStream in = NativeImageTest.class.getResourceAsStream(FOLDER + file)) {
            return StreamSupport.stream(new ObjectMapper().readTree(in).spliterator(), false);
        }
    }

    private static Stream<Class<?>> wireRecords() throws Exception {
        return mainClasses()
                .filter(type -> type.getSimpleName().endsWith("Wire"))
                .flatMap(type -> Arrays.stream(type.getDeclaredClasses()))
                .filter(Class::isRecord);
    }

    private static Stream<Class<?>> feignInterfaces() throws Exception {
        return mainClasses().filter(Class::isInterface).filter(type -> Arrays.stream(type.getDeclaredMethods())
                .anyMatch(NativeImageTest::isFeigns));
    }

    private static boolean isFeigns(Method method) {
        return method.isAnnotationPresent(feign.RequestLine.class);
    }

    /** The classes of all rooms but the optional ones, which need libraries that may be missing. */
    private static Stream<Class<?>> mainClasses() throws URISyntaxException, IOException, ClassNotFoundException {
        Path folder = Path.of(ReadApi.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .resolve("");
        try (Stream<Path> files = Files.walk(folder)) {
            List<String> names = files.map(
                            file -> folder.relativize(file).toString().replace('/', '.'))
                    .filter(name ->
                            name.matches("io\\.github\\.ddm4j\\.feign\\.((auth|http|internal)\\.)?[A-Z]\\w*\\.class"))
                    .map(name -> name.replaceAll("\\.class$", ""))
                    .toList();
            Stream.Builder<Class<?>> classes = Stream.builder();
            for (String name : names) {
                classes.add(Class.forName(name, false, NativeImageTest.class.getClassLoader()));
            }
            return classes.build();
        }
    }
}
