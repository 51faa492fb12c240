/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import io.github.ddm4j.contract.fixture.AdapterSettings;
import io.github.ddm4j.contract.fixture.ScaleOutFixture;
import io.github.ddm4j.core.exception.InvalidScaleOutException;
import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.core.model.AvailabilityZone;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.OrderId;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.model.ScaleOutReceipt.JobStarted;
import io.github.ddm4j.core.model.ScaleOutReceipt.OrderPlaced;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.validation.ScaleOutRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Adapters that get a good request or a good receipt wrong. */
final class RequestMutants {

    private RequestMutants() {}

    static List<Mutant> all() {
        List<Mutant> all = new ArrayList<>();
        all.addAll(receipts());
        all.addAll(requests());
        all.addAll(strictness());
        all.addAll(values());
        return all;
    }

    private static List<Mutant> receipts() {
        return List.of(
                receipt(
                        "names another job than the provider",
                        "S1 S4 F17 C1 C2 C3 J1 S13",
                        r -> r instanceof JobStarted job
                                ? new JobStarted(
                                        job.instanceId(), job.instanceName(), new JobId("another"), job.orderId())
                                : r),
                receipt("knows jobs only, and takes an order for no answer", "S2 S6 S7 S9 S12 S14 G1", r -> {
                    if (r instanceof OrderPlaced) {
                        throw new OutcomeUnknownException("no job", ProviderError.NONE, null);
                    }
                    return r;
                }),
                receipt(
                        "swallows the id of the order",
                        "S2",
                        r -> r instanceof OrderPlaced order
                                ? new OrderPlaced(order.instanceId(), order.instanceName(), new OrderId("none"))
                                : r),
                receipt(
                        "makes up an id of an accepted request",
                        "S12",
                        r -> r instanceof JobStarted job ? withRequestId(job, "made-up") : r),
                receipt(
                        "names another instance in the receipt",
                        "S10 C2 C3",
                        r -> r instanceof JobStarted job
                                ? new JobStarted(
                                        new InstanceId("other"), job.instanceName(), job.jobId(), job.orderId())
                                : r),
                Mutant.of(
                        "hands out the receipt of the call before",
                        "S1 S2 S4 S10 F17 C2 C3 J1 S13",
                        RequestMutants::handingOutTheOneBefore),
                Mutant.of("answers an equal call from memory", "S4 C1 J4", RequestMutants::rememberingCalls));
    }

    private static List<Mutant> requests() {
        return List.of(
                Mutant.flaw(
                        "sends every order twice",
                        "S2 S3 S6 S7 S9 F16 F17 K1 K6 C1 S13 S14 D4",
                        (self, id, request) -> {
                            ScaleOutReceipt first = self.real(id, request);
                            Outcome.of(() -> self.real(id, request));
                            return first;
                        }),
                request(
                        "takes the number of nodes for the target",
                        "S3 S4 V10 C1 S14",
                        (self, id, r) -> r.availabilityZones().isEmpty()
                                ? copy(r, Math.max(1, r.nodesToAdd() - self.nodesAtFirst(id)), r.autoPay())
                                : r),
                request(
                        "asks for one node more",
                        "S3 S4 C1 S14",
                        (self, id, r) ->
                                r.nodesToAdd() < 32 && r.availabilityZones().isEmpty()
                                        ? copy(r, r.nodesToAdd() + 1, r.autoPay())
                                        : r),
                request(
                        "forgets the node group",
                        "S5 V0 V9 S14 G1",
                        (self, id, r) -> new ScaleOutRequest(
                                r.flavorId(), r.nodesToAdd(), Optional.empty(), r.autoPay(), r.availabilityZones())),
                request("pays automatically by default", "S6 S7 S14", (self, id, r) -> copy(r, r.nodesToAdd(), true)),
                request("never pays automatically", "S7 S14", (self, id, r) -> copy(r, r.nodesToAdd(), false)),
                request("has a flavor of its own", "S8", (self, id, r) -> {
                    return new ScaleOutRequest(
                            self.flavors().get(1), r.nodesToAdd(), r.groupId(), r.autoPay(), r.availabilityZones());
                }),
                request(
                        "forgets the availability zones",
                        "S9 V11 S14",
                        (self, id, r) ->
                                new ScaleOutRequest(r.flavorId(), r.nodesToAdd(), r.groupId(), r.autoPay(), List.of())),
                request(
                        "sorts the availability zones",
                        "S9",
                        (self, id, r) -> new ScaleOutRequest(
                                r.flavorId(),
                                r.nodesToAdd(),
                                r.groupId(),
                                r.autoPay(),
                                r.availabilityZones().stream()
                                        .sorted((a, b) -> a.value().compareTo(b.value()))
                                        .toList())));
    }

    private static List<Mutant> strictness() {
        return List.of(
                Mutant.flaw("calls a null argument invalid input", "S11 B7", (self, id, request) -> {
                    if (id == null || request == null) {
                        throw new InvalidScaleOutException(ScaleOutRules.checkNodes(0, 0));
                    }
                    return self.real(id, request);
                }),
                refusing(
                        "a flavor of one character",
                        "V1",
                        r -> r.flavorId().value().length() < 2),
                refusing("an underscore", "V2", r -> r.flavorId().value().contains("_")),
                refusing(
                        "an identifier of more than 64 characters",
                        "V3",
                        r -> r.flavorId().value().length() > 64),
                refusing("a single node", "S3 S9 S14 V4", r -> r.nodesToAdd() == 1),
                refusing("more than 16 nodes", "S3 S9 V5", r -> r.nodesToAdd() > 16),
                refusing("availability zones", "S9 S14 V6 G1", r -> !r.availabilityZones()
                        .isEmpty()));
    }

    static List<Mutant> values() {
        return List.of(
                Mutant.flaw("splits more than eight nodes into several orders", "S3 S9", (self, id, r) -> {
                    if (r == null || r.nodesToAdd() <= 8) {
                        return self.real(id, r);
                    }
                    ScaleOutReceipt first = self.real(id, first(r, 8));
                    Outcome.of(() -> self.real(id, first(r, r.nodesToAdd() - 8)));
                    return first;
                }),
                request("asks for ten nodes at most", "S3 S9", (self, id, r) -> r.nodesToAdd() > 10 ? first(r, 10) : r),
                request(
                        "takes nine nodes for ten",
                        "S3",
                        (self, id, r) -> r.nodesToAdd() == 9 ? copy(r, 10, r.autoPay()) : r),
                request("names each zone once", "S9 S14", (self, id, r) -> {
                    List<AvailabilityZone> once =
                            r.availabilityZones().stream().distinct().toList();
                    return new ScaleOutRequest(
                            r.flavorId(),
                            once.isEmpty() ? r.nodesToAdd() : once.size(),
                            r.groupId(),
                            r.autoPay(),
                            once);
                }));
    }

    private static ScaleOutRequest first(ScaleOutRequest r, int nodes) {
        return new ScaleOutRequest(
                r.flavorId(),
                nodes,
                r.groupId(),
                r.autoPay(),
                r.availabilityZones().stream().limit(nodes).toList());
    }

    private static Mutant refusing(String what, String rules, Predicate<ScaleOutRequest> refused) {
        return Mutant.flaw("refuses " + what, rules, (self, id, request) -> {
            if (refused.test(request)) {
                throw new InvalidScaleOutException(ScaleOutRules.checkNodes(0, 0));
            }
            return self.real(id, request);
        });
    }

    private interface RequestChange {
        ScaleOutRequest of(MutantFixture self, InstanceId id, ScaleOutRequest request);
    }

    private static Mutant request(String name, String rules, RequestChange change) {
        return Mutant.flaw(name, rules, (self, id, r) -> self.real(id, r == null ? r : change.of(self, id, r)));
    }

    static ScaleOutReceipt withRequestId(JobStarted job, String id) {
        return new JobStarted(job.instanceId(), job.instanceName(), job.jobId(), job.orderId(), Optional.of(id));
    }

    private static Mutant receipt(String name, String rules, UnaryOperator<ScaleOutReceipt> change) {
        return Mutant.flaw(name, rules, (self, id, request) -> change.apply(self.real(id, request)));
    }

    private static ScaleOutRequest copy(ScaleOutRequest r, int nodes, boolean autoPay) {
        return new ScaleOutRequest(r.flavorId(), nodes, r.groupId(), autoPay, r.availabilityZones());
    }

    private static ScaleOutFixture handingOutTheOneBefore(AdapterSettings settings) {
        AtomicReference<ScaleOutReceipt> before = new AtomicReference<>();
        return new MutantFixture(settings, (self, id, request) -> {
            ScaleOutReceipt receipt = self.real(id, request);
            ScaleOutReceipt old = before.getAndSet(receipt);
            return old == null ? receipt : old;
        });
    }

    private static ScaleOutFixture rememberingCalls(AdapterSettings settings) {
        Map<List<Object>, ScaleOutReceipt> known = new ConcurrentHashMap<>();
        return new MutantFixture(settings, (self, id, request) -> {
            List<Object> call = Arrays.asList(id, request);
            return known.computeIfAbsent(call, unknown -> self.real(id, request));
        });
    }
}
