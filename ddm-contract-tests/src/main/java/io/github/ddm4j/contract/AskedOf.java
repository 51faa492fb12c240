/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import io.github.ddm4j.contract.fixture.Capability;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Method;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/** A rule that only an adapter with this capability can break; a rule of its own holds all others to their word. */
@ExtendWith(AskedOf.Asking.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface AskedOf {

    /** The capability without which there is nothing to ask. */
    Capability value();

    /** Leaves the test of such a rule out, which passes then, once the fixture has told its capabilities. */
    final class Asking implements InvocationInterceptor {

        @Override
        public void interceptTestTemplateMethod(
                Invocation<Void> test, ReflectiveInvocationContext<Method> rule, ExtensionContext context)
                throws Throwable {
            ContractSuite suite = (ContractSuite) context.getRequiredTestInstance();
            Capability needed =
                    rule.getExecutable().getAnnotation(AskedOf.class).value();
            if (suite.fixture().capabilities().contains(needed)) {
                test.proceed();
            } else {
                test.skip();
            }
        }
    }
}
