/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.pact;

import static org.assertj.core.api.Assertions.assertThat;

import au.com.dius.pact.core.model.Pact;
import au.com.dius.pact.core.model.V4Interaction;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.ddm4j.contract.pact.DamagedFake.Verified;
import io.github.ddm4j.contract.pact.Tap.Message;
import io.github.ddm4j.core.model.Job;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Answers that differ from those of the examples, and are right all the same, pass the verification. */
class LooseProviderTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Map<String, Supplier<Verified>> FAKES = Map.of(
            DdmPactLoader.DDM, FakeDdmServerVerificationTest::new,
            DdmPactLoader.IAM, FakeIamVerificationTest::new,
            DdmPactLoader.CTS, FakeCtsVerificationTest::new);

    enum Liberty {
        CONTENT_TYPE_IN_ANOTHER_CASE(reply -> reply.withHeader("content-type", "Application/JSON;charset=UTF-8")),
        ANOTHER_HEADER(reply -> reply.withHeader("x-one-more", "7")),
        FIELDS_IN_ANOTHER_ORDER(inObjects(LooseProviderTest::reverse)),
        MORE_FIELDS(inObjects(object -> object.putObject("one_more").put("status", 7))),
        FRACTIONS_OF_A_SECOND(inTimes(time -> time.replaceFirst("(\\.\\d+)?([+Z])", ".123456789$2"))),
        NO_FRACTIONS_OF_A_SECOND(inTimes(time -> time.replaceFirst("\\.\\d+", ""))),
        OFFSETS_WITH_A_COLON(inTimes(time -> time.replaceFirst("\\+0000$", "+00:00"))),
        JOBS_OF_OTHERS(inObjects(LooseProviderTest::addJobs)),
        ALL_AT_ONCE(reply -> EnumSet.range(CONTENT_TYPE_IN_ANOTHER_CASE, JOBS_OF_OTHERS).stream()
                .map(liberty -> liberty.change)
                .reduce(UnaryOperator.identity(), (before, next) -> message -> next.apply(before.apply(message)))
                .apply(reply));

        private final UnaryOperator<Message> change;

        Liberty(UnaryOperator<Message> change) {
            this.change = change;
        }
    }

    @ParameterizedTest
    @EnumSource
    void answer_with_a_liberty_passes(Liberty liberty) {
        AtomicInteger changed = new AtomicInteger();
        FAKES.forEach((provider, fakes) -> {
            Pact pact = Pacts.of(provider);
            assertThat(pact.getInteractions())
                    .map(V4Interaction.SynchronousHttp.class::cast)
                    .allMatch(interaction -> new DamagedFake(fakes).keeps(pact, interaction, reply -> {
                        Message loose = liberty.change.apply(reply);
                        changed.addAndGet(loose.equals(reply) ? 0 : 1);
                        return loose;
                    }));
        });
        assertThat(changed).hasPositiveValue();
    }

    private static UnaryOperator<Message> inObjects(Consumer<ObjectNode> change) {
        return inJson(node -> {
            if (node instanceof ObjectNode object) {
                change.accept(object);
            }
            return node;
        });
    }

    private static UnaryOperator<Message> inTimes(UnaryOperator<String> change) {
        return inJson(
                node -> node.asText().matches(JobPromise.TIME) ? TextNode.valueOf(change.apply(node.asText())) : node);
    }

    private static UnaryOperator<Message> inJson(UnaryOperator<JsonNode> change) {
        return reply -> reply.withBody(changed(reply.body(), change));
    }

    private static String changed(String json, UnaryOperator<JsonNode> change) {
        try {
            return changed(JSON.readTree(json), change).toString();
        } catch (JacksonException e) {
            throw new IllegalArgumentException("No JSON: " + json, e);
        }
    }

    /** From the leaves up, and in JSON that is in a text too. */
    private static JsonNode changed(JsonNode node, UnaryOperator<JsonNode> change) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> field.setValue(changed(field.getValue(), change)));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, changed(array.get(i), change));
            }
        } else if (node.asText().startsWith("{")) {
            return TextNode.valueOf(changed(node.asText(), change));
        }
        return change.apply(node);
    }

    private static void reverse(ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        Collections.reverse(names);
        names.forEach(name -> object.set(name, object.remove(name)));
    }

    private static void addJobs(ObjectNode object) {
        if (object.get("jobs") instanceof ArrayNode jobs) {
            jobs.insertObject(0)
                    .put("id", "another-job")
                    .put("name", "CreateInstance")
                    .put("status", "Running")
                    .putNull("end_time");
            jobs.addObject()
                    .put("id", "somebody-elses-job")
                    .put("name", Job.ENLARGE_NODE)
                    .put("status", "Failed")
                    .put("instance_id", "somebody-elses");
            object.put("total", jobs.size());
        }
    }
}
