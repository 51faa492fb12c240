/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.pact;

import au.com.dius.pact.core.model.V4Interaction;
import io.github.ddm4j.feign.FeignScaleOutAdapter;
import java.util.List;
import java.util.function.Consumer;

/**
 * One call of a port, the requests it makes, and what it must make of the answers.
 *
 * @param interactions the requests, with their answers
 * @param call makes the call, and fails unless the outcome is right
 */
record Conversation(List<V4Interaction> interactions, Consumer<FeignScaleOutAdapter> call) {

    Conversation(V4Interaction interaction, Consumer<FeignScaleOutAdapter> call) {
        this(List.of(interaction), call);
    }

    /** Shown as the name of the test. */
    @Override
    public String toString() {
        return interactions.get(0).getDescription();
    }
}
