/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.jdbc.spring;

import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.flow.KeyState;
import io.github.ddm4j.core.flow.KeyStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;

/**
 * The keys in doubt, as the health shows them. A doubt, or a journal that does not answer, is UNKNOWN and not DOWN,
 * because a service that is out of rotation settles nothing.
 *
 * @param well whether nothing is in doubt
 * @param details for people
 */
record Doubts(boolean well, Map<String, Object> details) {

    private static final int SHOWN = 20;

    static Doubts of(ObjectProvider<ScaleOutFlow> flows) {
        ScaleOutFlow flow = flows.getIfUnique();
        if (flow == null) {
            return new Doubts(true, Map.of("flow", "none"));
        }
        try {
            return of(flow.unsettled());
        } catch (RuntimeException down) {
            return new Doubts(false, Map.of("journal", String.valueOf(down.getMessage())));
        }
    }

    private static Doubts of(List<KeyStatus> unsettled) {
        List<KeyStatus> doubts = unsettled.stream()
                .filter(status -> status.state() == KeyState.IN_DOUBT)
                .toList();
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("unsettled", unsettled.size());
        details.put("inDoubt", doubts.size());
        doubts.stream().limit(SHOWN).forEach(status -> details.put(status.key().value(), status.summary()));
        return new Doubts(doubts.isEmpty(), details);
    }
}
