/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.control;

import io.github.ddm4j.fake.internal.cloud.FaultPlan;
import io.github.ddm4j.fake.internal.cloud.FaultPlan.Ending;
import io.github.ddm4j.fake.internal.cloud.FaultPlan.Target;
import io.github.ddm4j.fake.internal.cloud.FaultPlans;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Reads faults: each kind by the name that it has in Java, and what can be added to any. */
final class FaultReader {

    private static final int MIN_STATUS = 200;
    private static final int MAX_STATUS = 599;

    private static final Map<String, Function<FieldReader, FaultPlan>> KINDS = kinds();

    private FaultReader() {}

    private static Map<String, Function<FieldReader, FaultPlan>> kinds() {
        Map<String, Function<FieldReader, FaultPlan>> kinds = new LinkedHashMap<>();
        kinds.put("answer", FaultReader::answer);
        kinds.put("tokenRefused", fields -> FaultPlans.tokenRefused());
        kinds.put("throttled", fields -> FaultPlans.throttled());
        kinds.put("hangUp", fields -> FaultPlan.of(Ending.HANG_UP, false));
        kinds.put("reset", fields -> FaultPlan.of(Ending.RESET, false));
        kinds.put("slow", fields -> FaultPlans.slow(fields.time("delayMillis", 0, Duration::ofMillis)));
        kinds.put("neverAnswer", fields -> FaultPlan.slow(FaultPlan.FOREVER, false, false));
        kinds.put("block", fields -> FaultPlan.slow(FaultPlan.FOREVER, false, true));
        kinds.put("cutBody", fields -> FaultPlan.of(Ending.CUT_BODY, true));
        kinds.put("stallBody", fields -> FaultPlan.of(Ending.STALL_BODY, true));
        kinds.put("trickle", fields -> FaultPlans.trickle(fields.time("perByteMillis", 1, Duration::ofMillis)));
        kinds.put("garbage", fields -> FaultPlan.of(Ending.GARBAGE, true));
        kinds.put("html", fields -> FaultPlan.of(Ending.HTML, true));
        kinds.put("tooLargeBody", fields -> FaultPlan.of(Ending.TOO_LARGE, true));
        kinds.put("withoutIds", fields -> FaultPlan.of(Ending.WITHOUT_IDS, true));
        kinds.put("withBrokenIds", fields -> FaultPlan.of(Ending.BROKEN_IDS, true));
        kinds.put("namingInstance", fields -> FaultPlan.of(Ending.OTHER_INSTANCE, true)
                .saying(fields.text("instance")));
        kinds.put("jobStatus", fields -> FaultPlans.jobStatus(fields.text("status")));
        kinds.put("jobName", fields -> FaultPlans.jobName(fields.text("name")));
        kinds.put("unasked", FaultReader::unasked);
        kinds.put("gzip", fields -> FaultPlan.of(Ending.AS_USUAL, true).gzipped());
        return Collections.unmodifiableMap(kinds);
    }

    static Set<String> names() {
        return KINDS.keySet();
    }

    /** @throws IllegalArgumentException that names the field */
    static FaultPlan read(FieldReader fields) {
        String name = fields.text("fault");
        Function<FieldReader, FaultPlan> kind = KINDS.get(name);
        if (kind == null) {
            throw new IllegalArgumentException(
                    "fault must be one of " + String.join(", ", KINDS.keySet()) + ", but was \"" + name + "\"");
        }
        FaultPlan plan = kind.apply(fields);
        if (fields.has("retryAfterSeconds")) {
            Duration wait = fields.time("retryAfterSeconds", 0, Duration::ofSeconds);
            plan = plan.retryAfter(wait, fields.flag("retryAfterDate"));
        }
        if (fields.has("retryAfter")) {
            plan = plan.retryAfter(fields.text("retryAfter"));
        }
        if (fields.has("lateMillis")) {
            plan = plan.late(fields.time("lateMillis", 0, Duration::ofMillis));
        }
        if (fields.has("acceptingBeside")) {
            plan = plan.accepting(fields.text("acceptingBeside"));
        }
        if (fields.has("requestId")) {
            plan = plan.requestId(fields.text("requestId"));
        }
        plan = fields.flag("gzipped") ? plan.gzipped() : plan;
        plan = fields.flag("afterApplying") ? plan.afterApplying() : plan;
        return fields.has("on") ? plan.at(target(fields.text("on"))) : plan;
    }

    private static FaultPlan answer(FieldReader fields) {
        int status = fields.number("status", MIN_STATUS, MAX_STATUS);
        String code = fields.optionalText("code");
        return FaultPlans.answer(status, code, code == null ? null : fields.text("message", "A fault"));
    }

    private static FaultPlan unasked(FieldReader fields) {
        return FaultPlans.unasked(
                fields.number("status", MIN_STATUS, MAX_STATUS, MIN_STATUS), fields.optionalText("json"));
    }

    private static Target target(String name) {
        return switch (name) {
            case "order" -> Target.ORDER;
            case "reads" -> Target.READ;
            case "iam" -> Target.IAM;
            default -> throw new IllegalArgumentException("on must be order, reads or iam, but was \"" + name + "\"");
        };
    }
}
