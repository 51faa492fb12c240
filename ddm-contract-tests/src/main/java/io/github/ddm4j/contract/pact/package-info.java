/**
 * The pacts of this library, and what a provider needs to verify that it keeps them. Needs {@code
 * au.com.dius.pact.provider:junit5}, which comes with no dependency of this jar: whoever verifies adds it.
 */
@NullMarked
package io.github.ddm4j.contract.pact;

import org.jspecify.annotations.NullMarked;
