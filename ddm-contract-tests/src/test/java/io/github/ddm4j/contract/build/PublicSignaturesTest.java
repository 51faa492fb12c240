/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.build;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a user sees of an adapter speaks of our types and the JDK's, so that a library below can be replaced. */
class PublicSignaturesTest {

    private static final List<String> OURS = List.of("io.github.ddm4j.", "java.", "javax.net.");

    /** A user's metrics and dashboards hang on their registry: the one foreign type that is let through. */
    private static final String ALLOWED = "io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry";

    /** The front door to Micrometer, for those who have it. */
    private static final String METRICS = "io.github.ddm4j.feign.micrometer";

    /** Public only because Java has no other way for one package to see another; nobody outside is to use it. */
    private static final List<String> INTERNAL =
            List.of("io.github.ddm4j.feign.http", "io.github.ddm4j.feign.internal");

    @Test
    void no_library_type_stands_in_a_public_signature_of_an_adapter() {
        List<JavaCodeUnit> units = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("io.github.ddm4j.feign", "io.github.ddm4j.fake")
                        .stream()
                        .filter(PublicSignaturesTest::visible)
                        .filter(type -> !INTERNAL.contains(type.getPackageName()))
                        .flatMap(type -> type.getCodeUnits().stream())
                        .filter(unit -> unit.getModifiers().contains(JavaModifier.PUBLIC))
                        .toList();

        assertThat(units).isNotEmpty();
        assertThat(units).allSatisfy(unit -> assertThat(types(unit))
                .as(unit.getFullName())
                .allMatch(name -> isAllowed(name, unit.getOwner().getPackageName())));
    }

    private static boolean isAllowed(String name, String where) {
        return name.equals(ALLOWED)
                || OURS.stream().anyMatch(name::startsWith)
                || (where.equals(METRICS) && name.startsWith("io.micrometer."));
    }

    private static boolean visible(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(PublicSignaturesTest::visible).orElse(true);
    }

    private static Stream<String> types(JavaCodeUnit unit) {
        return Stream.concat(unit.getRawParameterTypes().stream(), Stream.of(unit.getRawReturnType()))
                .map(JavaClass::getBaseComponentType)
                .filter(type -> !type.isPrimitive())
                .map(JavaClass::getFullName);
    }
}
