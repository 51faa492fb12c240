/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.junit;

import java.lang.reflect.Modifier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Nested test classes, which take over what the classes around them say. */
final class NestedClasses {

    private NestedClasses() {}

    /** A test class and the ones around it, the innermost first; a static class stands for itself. */
    static Stream<Class<?>> of(Class<?> type) {
        return Stream.<@Nullable Class<?>>iterate(type, at -> at != null, NestedClasses::around)
                .map(at -> (Class<?>) at);
    }

    private static @Nullable Class<?> around(@Nullable Class<?> type) {
        return type == null || Modifier.isStatic(type.getModifiers()) ? null : type.getEnclosingClass();
    }
}
