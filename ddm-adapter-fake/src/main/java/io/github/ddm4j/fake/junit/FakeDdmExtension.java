/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.junit;

import java.lang.reflect.Field;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** Fills fields and parameters with the fake of the test. Keeps nothing itself, so that tests may run in parallel. */
final class FakeDdmExtension implements BeforeEachCallback, AfterEachCallback, ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(FakeDdmExtension.class);

    @Override
    public void beforeEach(ExtensionContext context) throws IllegalAccessException {
        TestFake fake = fake(context);
        fake.begin();
        for (Object instance : context.getRequiredTestInstances().getAllInstances()) {
            for (Field field : fields(instance)) {
                field.setAccessible(true);
                field.set(instance, value(fake, field));
            }
        }
    }

    private static List<Field> fields(Object instance) {
        return ReflectionSupport.findFields(
                instance.getClass(),
                field -> AnnotationSupport.isAnnotated(field, FakeDdm.class),
                HierarchyTraversalMode.TOP_DOWN);
    }

    private static Object value(TestFake fake, Field field) {
        return fake.get(field.getType())
                .orElseThrow(() -> new ExtensionConfigurationException(
                        "@FakeDdm on " + field + " must be on a field of one of the types " + TestFake.TYPES
                                + (field.getType() == TestFake.CLOCK ? ", and on its class with a time" : "")));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        fake(context).close();
    }

    /**
     * Supports parameters of a test's methods only, because an object that lives longer could not be the test's own.
     */
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getTestMethod().isPresent()
                && TestFake.TYPES.contains(parameter.getParameter().getType().getSimpleName())
                && fake(context).get(parameter.getParameter().getType()).isPresent();
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return fake(context).get(parameter.getParameter().getType()).orElseThrow();
    }

    private static TestFake fake(ExtensionContext context) {
        ExtensionContext.Store store = context.getStore(NAMESPACE);
        TestFake known = store.get(TestFake.class, TestFake.class);
        if (known != null) {
            return known;
        }
        Class<?> type = context.getRequiredTestClass();
        TestFake made = SpringContext.isUsedBy(type) ? SpringContext.fake(context) : new OwnFake(settings(type));
        store.put(TestFake.class, made);
        return made;
    }

    private static FakeSettings settings(Class<?> type) {
        return NestedClasses.of(type)
                .map(at -> AnnotationSupport.findAnnotation(at, FakeDdm.class))
                .flatMap(Optional::stream)
                .findFirst()
                .map(FakeSettings::of)
                .orElse(FakeSettings.DEFAULT);
    }
}
