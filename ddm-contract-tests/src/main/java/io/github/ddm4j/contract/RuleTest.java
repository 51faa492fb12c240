/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test of the rule that its name begins with, run once in each situation of the rule. */
@TestTemplate
@ExtendWith(InSituations.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface RuleTest {}
