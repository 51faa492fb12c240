/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.build;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchitectureTest {

    private static final String ROOT = "io.github.ddm4j";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    static Stream<String> packages() {
        return Stream.of(
                "core.port",
                "core.model",
                "core.validation",
                "core.exception",
                "core.outcome",
                "core.flow",
                "core.internal",
                "core",
                "feign",
                "feign.auth",
                "feign.http",
                "feign.internal",
                "feign.micrometer",
                "feign.spring",
                "fake",
                "jdbc",
                "fake.internal",
                "fake.internal.json",
                "fake.junit",
                "contract",
                "contract.fake",
                "contract.fixture",
                "contract.internal",
                "contract.journal",
                "contract.pact");
    }

    /** A rule about a package that is not there could never fail. */
    @ParameterizedTest
    @MethodSource("packages")
    void every_package_that_a_rule_names_has_classes(String name) {
        assertThat(CLASSES.that(resideInAnyPackage(in(name)))).isNotEmpty();
    }

    @Test
    void core_needs_java_base_alone() {
        classes()
                .that()
                .resideInAPackage(in("core"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        in("core"),
                        "java.io..",
                        "java.lang..",
                        "java.nio.charset..",
                        "java.security..",
                        "java.util..",
                        "java.time..",
                        "org.jspecify..")
                .check(CLASSES);
    }

    @ParameterizedTest
    @CsvSource({
        "core, feign",
        "core, fake",
        "core, contract",
        "core, jdbc",
        "jdbc, feign",
        "jdbc, fake",
        "jdbc, contract",
        "feign, jdbc",
        "fake, jdbc",
        "contract, jdbc",
        "feign, fake",
        "feign, contract",
        "fake, feign",
        "fake, contract",
        "contract, feign"
    })
    void no_module_uses_one_that_it_must_not_know(String from, String to) {
        noClasses()
                .that()
                .resideInAPackage(in(from))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(in(to))
                .check(CLASSES);
    }

    @ParameterizedTest
    @CsvSource({
        "feign.., feign",
        "org.apache.hc.., 'feign,contract.pact'",
        "com.fasterxml.jackson.., 'feign,fake.internal.json'",
        "io.github.resilience4j.., 'feign,fake'",
        "io.micrometer.., 'feign.micrometer,feign.spring,jdbc.micrometer,jdbc.spring'",
        "org.springframework.., 'feign.spring,fake.junit,jdbc.spring'",
        "io.github.ddm4j.fake.., 'fake,contract.fake'",
        "java.sql.., jdbc",
        "org.junit.., 'contract,fake.junit'",
        "org.assertj.., contract",
        "au.com.dius.., contract.pact"
    })
    void a_library_is_used_only_where_it_belongs(String library, String modules) {
        String[] allowed =
                Stream.of(modules.split(",")).map(ArchitectureTest::in).toArray(String[]::new);
        classes()
                .that()
                .resideInAPackage(ROOT + "..")
                .and()
                .resideOutsideOfPackages(allowed)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(library).negate())
                .check(CLASSES);
        assertThat(CLASSES.that(resideInAnyPackage(allowed)).stream()
                        .anyMatch(type -> type.getDirectDependenciesFromSelf().stream()
                                .anyMatch(use -> resideInAnyPackage(library).test(use.getTargetClass()))))
                .as("the library is used where it is allowed, so that the rule can fail")
                .isTrue();
    }

    /** A reader can begin with any room and follow its arrows to the end. */
    @ParameterizedTest
    @ValueSource(strings = {"feign", "fake", "jdbc", "contract"})
    void no_room_of_a_module_is_in_a_circle_with_another(String module) {
        slices().assignedFrom(new Rooms(ROOT + "." + module))
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    private record Rooms(String module) implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            String room = type.getPackageName();
            return room.equals(module) || room.startsWith(module + ".")
                    ? SliceIdentifier.of(room)
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "the rooms of " + module;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"feign", "fake", "contract"})
    void what_is_internal_is_used_by_its_module_alone(String module) {
        noClasses()
                .that()
                .resideOutsideOfPackage(in(module))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(in(module + ".internal"))
                .check(CLASSES);
    }

    /** A package is what a reader has to know as a whole. */
    @Test
    void no_package_has_more_than_32_types() {
        Map<String, Long> sizes = CLASSES.stream()
                .filter(type -> type.getEnclosingClass().isEmpty() && !type.isAnonymousClass())
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .collect(groupingBy(type -> type.getPackageName(), counting()));

        assertThat(sizes)
                .isNotEmpty()
                .allSatisfy((room, size) -> assertThat(size).as(room).isLessThanOrEqualTo(32));
    }

    /** A simple name in a diff, a log or a stack trace leads to one class. */
    @Test
    void no_simple_name_of_a_class_is_in_two_packages() {
        Map<String, Set<String>> packages = CLASSES.stream()
                .filter(type -> type.getEnclosingClass().isEmpty() && !type.isAnonymousClass())
                .filter(type -> !type.getSimpleName().endsWith("-info"))
                .collect(groupingBy(
                        JavaClass::getSimpleName, mapping(JavaClass::getPackageName, toCollection(TreeSet::new))));

        assertThat(packages).hasSizeGreaterThan(300);
        packages.values().removeIf(homes -> homes.size() == 1);
        assertThat(packages).isEmpty();
    }

    /** Whoever reads the rooms above has four types of the transport to know. */
    @Test
    void nothing_of_the_transport_is_seen_outside_but_four_types() {
        Set<String> seen = CLASSES.that(resideInAnyPackage(in("feign"))).stream()
                .filter(type -> !type.getPackageName().equals(ROOT + ".feign.http"))
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(Dependency::getTargetClass)
                .filter(target -> target.getPackageName().equals(ROOT + ".feign.http"))
                .map(target -> target.getName().replaceAll("^.*[.]|\\$.*$", ""))
                .collect(toCollection(TreeSet::new));

        assertThat(seen).containsExactly("HttpAnswer", "HttpFailure", "HttpSettings", "Transport");
    }

    /** The transport knows neither JSON nor Feign, nor what an answer means. */
    @Test
    void the_transport_stands_on_the_core_and_the_http_client_alone() {
        classes()
                .that()
                .resideInAPackage(in("feign.http"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        in("feign.http"),
                        in("core"),
                        "java..",
                        "javax.net..",
                        "jdk.net..",
                        "org.apache.hc..",
                        "org.jspecify..",
                        "org.slf4j..")
                .check(CLASSES);
    }

    /** Who has no Spring never loads a class of that package. */
    @ParameterizedTest
    @ValueSource(strings = {"feign.spring", "jdbc.spring", "jdbc.micrometer"})
    void nothing_knows_a_package_that_needs_what_not_everybody_has(String name) {
        noClasses()
                .that()
                .resideOutsideOfPackages(in(name), in("jdbc.spring"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(in(name))
                .check(CLASSES);
    }

    /** Answers become records of ours, by their types; nothing in them can name a class. */
    @Test
    void nothing_reads_serialised_objects_or_json_that_names_types() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "..")
                .should()
                .dependOnClassesThat()
                .haveNameMatching(
                        "java\\.io\\.ObjectInputStream|com\\.fasterxml\\.jackson\\..*(?:JsonTypeInfo|jsontype).*")
                .check(CLASSES);
    }

    @Test
    void nothing_writes_to_the_mdc() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.slf4j.MDC")
                .check(CLASSES);
    }

    @Test
    void no_package_of_the_core_knows_one_that_knows_it() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES.that(resideInAnyPackage(in("core"))));
        assertThat(CLASSES.that(resideInAnyPackage(in("core"))).stream()
                        .map(JavaClass::getPackageName)
                        .distinct())
                .as("packages of the core, so that the rule can fail")
                .hasSizeGreaterThan(5);
    }

    @Test
    void ports_know_the_model_and_the_exceptions_only() {
        classes()
                .that()
                .resideInAPackage(in("core.port"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(in("core.port"), in("core.model"), in("core.exception"), "java..", "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void the_table_of_outcomes_knows_the_exceptions_only() {
        classes()
                .that()
                .resideInAPackage(in("core.outcome"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(in("core.outcome"), in("core.exception"), "java..", "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void model_and_exceptions_do_not_know_the_ports() {
        noClasses()
                .that()
                .resideInAnyPackage(in("core.model"), in("core.exception"), in("core.validation"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(in("core.port"))
                .check(CLASSES);
    }

    @Test
    void every_class_stands_in_a_null_marked_package() {
        assertThat(CLASSES.that(alwaysTrue()).stream()
                        .filter(type -> !type.getSimpleName().equals("module-info"))
                        .map(type -> type.getPackage())
                        .distinct()
                        .filter(p -> p.tryGetAnnotationOfType("org.jspecify.annotations.NullMarked")
                                .isEmpty())
                        .map(p -> p.getName()))
                .isEmpty();
    }

    private static String in(String name) {
        return ROOT + "." + name + "..";
    }
}
