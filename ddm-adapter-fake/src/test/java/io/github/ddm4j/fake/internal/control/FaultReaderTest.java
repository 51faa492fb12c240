/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.fake.Fault;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FaultReaderTest {

    /** What can break in Java can break by curl, and by the same name. */
    @Test
    void every_fault_of_java_has_its_name_here() {
        Set<String> inJava = Arrays.stream(Fault.class.getDeclaredMethods())
                .filter(method -> Modifier.isStatic(method.getModifiers()) && Modifier.isPublic(method.getModifiers()))
                .map(Method::getName)
                .collect(Collectors.toSet());

        assertThat(FaultReader.names()).containsExactlyInAnyOrderElementsOf(inJava);
    }
}
