/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.junit;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.TestContextAnnotationUtils;

/** Puts a fake into the application context of a test class with {@link FakeDdm}. Found through spring.factories. */
final class FakeDdmContextCustomizerFactory implements ContextCustomizerFactory {

    @Override
    public @Nullable ContextCustomizer createContextCustomizer(
            Class<?> testClass, List<ContextConfigurationAttributes> attributes) {
        FakeDdm said = TestContextAnnotationUtils.findMergedAnnotation(testClass, FakeDdm.class);
        return said == null ? null : new FakeDdmContextCustomizer(FakeSettings.of(said));
    }
}
