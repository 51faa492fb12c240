/**
 * The pacts of this library, and the verification that a provider keeps them. Needs {@code
 * au.com.dius.pact.provider:junit5}, which comes with no dependency of this jar: a project that verifies adds it.
 */
@NullMarked
package io.github.ddm4j.contract.pact;

import org.jspecify.annotations.NullMarked;
